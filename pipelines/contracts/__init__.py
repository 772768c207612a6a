"""What a row is, declared once. DDL, Arrow schemas, dbt's sources and the checks come from here; nothing is done here."""
