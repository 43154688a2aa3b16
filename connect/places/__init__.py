"""Places: the municipalities and organisations that members speak for."""
