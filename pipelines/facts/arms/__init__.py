"""Arms deals: who transfers which weapon to whom, how many, at what price, and how far the deal has got."""
