"""How a figure is meant: denied or doubted, a total or a part, over or not, and by what cause."""
