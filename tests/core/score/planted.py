"""Constructed paragraphs in which one phrase differs from the rest; it stands between braces.

Written before any of them was scored. The first lists served while the splitting was written, the second ones only to
measure it.
"""

from __future__ import annotations

VIVID_IN_PLAIN_TRIED = (
    "Martin locked the door and went down to the car. It was cold and he put the heater on. {The fog leaned against "
    "the glass like a sleeping animal}, and he waited for the window to clear. Then he drove to work.",
    "She put the plates on the table and sat down to wait for her brother. He was late again, {a comet nobody had "
    "bothered to chart}. After a while she ate her dinner and washed up.",
    "The meeting started at nine. There were six people in the room. {Rain stitched the roof to the dark}. The "
    "manager talked about the plan for next year and everyone took notes.",
    "He bought a ticket and went to the platform. The train was on time. He found a seat by the window and read his "
    "paper, {its headlines swarming like ants over bread}, until the train got to the city.",
    "The doctor looked at the results and asked him some questions. He answered them all. She wrote something down "
    "{in handwriting that ran for the margins like spilled ink}, and told him to come back in a week.",
    "They walked along the road to the village. It took about an hour. {The hills wore their shadows like borrowed "
    "coats}. When they got there they went to the shop and bought some bread and cheese.",
    "Anna opened the letter and read it twice. It was from the bank. She put it in the drawer, {where the old keys "
    "slept like silver fish}, and went to make some tea before her mother came home.",
    "The school was at the end of the street. It had two floors and a yard. The children came out at three, {a "
    "spilled drawer of bright screaming spoons}, and went home with their parents.",
    "He got up at seven and had a shower. He made coffee and toast and listened to the news. {His grief sat across "
    "the table, buttering nothing}. At eight he left the house and caught the bus.",
    "The office was on the third floor. Peter had a desk near the door and a phone. The phone rang {with the thin "
    "fury of a trapped wasp}, and he picked it up and wrote down the order.",
)

VIVID_IN_PLAIN = (
    "Ruth parked the car and walked to the house. Nobody was at home. She sat on the step and waited, {the dusk "
    "unbuttoning the street one lamp at a time}, and then she rang the bell again.",
    "The shop opened at eight and closed at five. It sold paper and pens and cards. {Dust drowsed on the shelves like "
    "a congregation}. On Mondays it was quiet and Mr Hall did the accounts.",
    "They had lunch at the hotel. The soup was good and the bread was fresh. Her father talked about the house, {his "
    "voice a cracked bell under snow}, and she said that she would think about it.",
    "The bus stopped outside the library and four people got off. Tom went in and gave back his books. He took out two "
    "more and went home. {The moon hauled its rusted bucket over the roofs}. He had supper and went to bed.",
    "John washed the car on Sunday morning. It took him an hour. His neighbour came out and they talked about the "
    "weather, {a marrowbone sky gnawed down to its last cloud}, and about the price of petrol.",
    "She typed the report and sent it to the office. Then she closed the computer and put on her coat. {The corridor "
    "swallowed her footsteps and licked its lips}. She took the lift to the ground floor and went out.",
    "The river was two miles from the farm. In summer they went there to swim. The water was cold and clear, {a blade "
    "the valley kept sharpening on its stones}, and they stayed in it for only a few minutes.",
    "He called the company and asked about the bill. The woman told him to wait. Music played {like a wedding drowned "
    "at the bottom of a well}, and after ten minutes he put the phone down.",
    "My aunt lived in a flat near the station. She had a cat and a small garden. We visited her at Easter and at "
    "Christmas. {Her laugh went off like a drawer of startled knives}. She gave us cake and we went home at six.",
    "The men unloaded the van and carried the boxes upstairs. There were about thirty of them. It was hot and they "
    "stopped for a drink, {sweat writing its slow hieroglyphs down their backs}, and then they carried up the rest.",
)

PLAIN_IN_VIVID_TRIED = (
    "The tide came in on its knees, muttering, and laid its torn lace at the feet of the rocks. Gulls screamed their "
    "rusty hinges open. {The car park was next to the toilets and had forty spaces.} Under the pier the dark kept "
    "its drowned bells, and they rang for nobody.",
    "Her grandmother's hands were maps of weather, brown rivers running to no sea. She kept thunder in the pantry "
    "beside the plums. {She had lived at the same address since 1974 and paid the rent on time.} When she sang, the "
    "wallpaper roses opened and closed their mouths.",
    "The city slept with one eye open, its windows guttering like candle ends. Trams dragged their blue sparks through "
    "the rain. {He went to the office and checked the list of names.} Somewhere a violin was sawing the night into "
    "planks.",
)

PLAIN_IN_VIVID = (
    "The orchard stood knee-deep in its own smoke, apples glowing like coals that no one had thought to rake. Wasps "
    "drank themselves to sleep in the bruises. {There was a meeting about this on Tuesday at ten.} Evening came over "
    "the wall like a thief with honey on his fingers.",
    "Winter had nailed the lake shut. Beneath the lid the pike hung like swords in a dead king's hall, dreaming in "
    "green. {The boat was thirty feet long and belonged to the council.} The reeds rattled their small bones and the "
    "wind went through their pockets.",
    "The old theatre breathed through its torn velvet, and every seat remembered a different grief. Moths rehearsed in "
    "the limelight. {The manager said that the tickets could be bought at the office.} Somewhere behind the flats a "
    "painted sea still broke upon its painted rocks.",
    "Grief moved in like weather, furred the mirrors, salted the bread. The clocks grew shy and turned their faces to "
    "the wall. {She filled in the form and sent it back the next day.} At night the stairs climbed themselves, "
    "whispering his name to the banister.",
    "The desert had no edges, only a long bronze hum where the sky welded itself to the sand. Our shadows went ahead "
    "like thin black dogs. {We had water, food and the documents that were required.} The stars came out all at once, "
    "a struck match of salt.",
    "He carried the war home in his teeth, and it hummed there when the kettle boiled. The lawn grew up around him "
    "like green applause. {He worked in the sales department and took the bus.} In dreams the dead came by with their "
    "boots full of poppies.",
    "The kitchen was a cathedral of steam, copper moons swinging from the beams. Onions wept for all of us. {The table "
    "was in the middle of the room and the chairs were around it.} My mother beat the eggs until they confessed to "
    "being suns.",
    "Fog came down the mountain on wet paws and ate the village house by house. The church bell coughed once, "
    "politely, and was gone. {The road was closed and people used the other road.} Only the lamps remained, floating "
    "like yolks in milk.",
    "Her letters arrived smelling of far monsoons, the ink still swimming. I read them until the words wore thin as "
    "old coins. {She told me that she was well and that the flat was fine.} In the margins her sketched birds beat "
    "their wings and would not settle.",
    "The forge spat its little suns onto the dirt, and the hammer spoke in a language of anvils. Iron blushed, then "
    "sulked, then sang. {The work was done by four men and took about an hour.} Night leaned in at the door to warm "
    "its enormous hands.",
)


def planted(marked: str) -> tuple[str, int, int]:
    """The text without its braces, and the range of the phrase that stood between them."""
    start, end = marked.index("{"), marked.index("}") - 1
    return marked.replace("{", "").replace("}", ""), start, end
