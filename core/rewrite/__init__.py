"""From a passage and a λ to checked variants."""
