"""Options that deals (of_deals.py) and deployments (of_troops.py) imply."""
