"""The paper's Figure 1 and Table 1 for any model, and how far a score can be believed."""
