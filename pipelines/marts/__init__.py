"""dbt as Dagster assets: the analysis tables that are built from the facts. The SQL itself lies in dbt_project/."""
