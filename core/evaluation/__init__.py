"""Evaluation: the paper's Figure 1 and Table 1 for any model, and the validity of a score."""
