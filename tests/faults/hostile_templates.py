"""Chat templates that run code, take all memory, or never end."""

from __future__ import annotations

from random import Random

from tests.faults.hostile_gguf import mutated

PLAIN = (
    "{% for message in messages %}{{ '<|' + message['role'] + '|>' + message['content'] + '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)

_CODE = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ messages.__class__.__base__ }}",
    "{{ cycler.__init__.__globals__.os.system('touch HARM') }}",
    "{{ self.__init__.__globals__['__builtins__']['open']('HARM', 'w') }}",
    "{{ lipsum.__globals__['os'].popen('touch HARM').read() }}",
    "{{ joiner|attr('__init__')|attr('__globals__') }}",
    "{{ namespace|attr('\\x5f\\x5finit\\x5f\\x5f')|attr('\\x5f\\x5fglobals\\x5f\\x5f') }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(cycler) }}",
    "{{ '%s'|format(messages.append) }}{{ messages|map('attr', '__class__')|list }}",
    "{{ raise_exception.__globals__ }}",
    "{{ strftime_now.__self__.__class__.__mro__ }}",
    "{{ strftime_now('%Y' * 100000000) }}",
    "{{ (messages|groupby('role')|first).__class__ }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends '/etc/passwd' %}",
    "{{ messages.pop() }}",
    "{{ messages[0].update({'content': 'x'}) }}",
    "{{ messages[0].__setitem__('content', 'x') }}",
)
_MEMORY = (
    "{{ 'a' * 10000000000 }}",
    "{{ ['a'] * 10000000000 }}",
    "{{ 'a'.center(10000000000) }}",
    "{{ 'a'|center(10000000000) }}",
    "{{ '%10000000000d' % 1 }}",
    "{{ '%10000000000s'|format('a') }}",
    "{{ '{:10000000000}'.format(1) }}",
    "{{ 'a'.ljust(10000000000) }}",
    "{{ '\\t'.expandtabs(10000000000) }}",
    "{{ ('a' * 100000).replace('a', 'a' * 1000000) }}",
    "{{ 'a'|indent(10000000000, true) }}",
    "{{ ('a' * 1000000)|list|batch(1, 'x')|list }}",
    "{% set ns = namespace(a='a') %}{% for i in range(60) %}{% set ns.a = ns.a + ns.a %}{% endfor %}{{ ns.a }}",
    "{% set ns = namespace(a=[1]) %}{% for i in range(60) %}{% set ns.a = ns.a + ns.a %}{% endfor %}",
    "{{ lipsum(n=100000000) }}",
    "{{ (1).to_bytes(10000000000) }}",
    "{% for i in range(99999) %}{% for j in range(99999) %}{{ 'a' * 1000 }}{% endfor %}{% endfor %}",
)
_TIME = (
    "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "{{ 9 ** (9 ** 9) }}",
    "{{ (9 ** 99999) ** 9999 }}",
    "{{ 10 ** 10000000 % 7 }}",
    "{{ range(99999)|sum ** 999999 }}",
    "{% macro a(n) %}{{ a(n) }}{% endmacro %}{{ a(1) }}",
    "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(60) }}",
    "{% for m in messages recursive %}{{ loop(messages) }}{% endfor %}",
    "{{ ('a' * 50000)|wordwrap(1) * 1000 }}",
    "{{ ('a ' * 90000)|urlize }}",
    "{{ ('9' * 4000)|int ** 40000 }}",
    "{% if messages|length == 4 %}{% for i in range(99999) %}{% for j in range(99999) %}"
    "{% endfor %}{% endfor %}{% endif %}",
)
_FORM = (
    "",
    "{%",
    "{{ 1 // 0 }}",
    "{{ raise_exception('no') }}",
    "{{ raise_exception(raise_exception) }}",
    "{{ undefined.x.y }}",
    "{% if " + "(" * 5_000 + "1" + ")" * 5_000 + " %}{% endif %}",
    "{% if true %}" * 3_000 + "{% endif %}" * 3_000,
    "{{ " + "-" * 20_000 + "1 }}",
    "{{ 1" + " + 1" * 20_000 + " }}",
    "{{ [" * 2_000 + "]}" * 2_000,
    "{% set a = " + "9" * 5_000 + " %}",
    "{{ '\\ud800' }}",
    "\0",
    "{{ messages[0]['content'] }}" * 3,
    "{{ messages[99]['content'] }}",
    "{% for message in messages %}{{ message['content'] | reverse }}{% endfor %}",
    "\ue0000\ue001\ue0001\ue001\ue0002\ue001",
    "{% generation %}",
    "{% endgeneration %}",
    "x" * 2_000_000,
    "{# " * 10_000,
)


def template(rng: Random) -> str:
    """A chat template with something wrong in it, before or after a usable one, or in its place."""
    chosen = rng.choice(rng.choice((_CODE, _MEMORY, _TIME, _FORM)))
    match rng.randrange(4):
        case 0:
            return chosen
        case 1:
            return chosen + PLAIN
        case 2:
            return PLAIN + chosen
        case _:
            return mutated(rng, (PLAIN + chosen).encode("utf-8", "surrogatepass"), 4).decode("utf-8", "replace")
