"""The only way to the network: sessions, manners, cache, address guard and the link prober."""
