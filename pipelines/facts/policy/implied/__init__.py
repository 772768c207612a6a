"""Options that deals (of_deals.py), deployments (of_troops.py) and regional missions (of_missions.py) imply."""
