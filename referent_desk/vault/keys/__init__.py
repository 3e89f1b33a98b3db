"""Who may open the vault, and how: secrets, slots, and the header that holds them."""
