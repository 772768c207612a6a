{{ config(meta={'renewed_by': 'nothing'}) }}

select unnest(range(date '1990-01-01', date '2050-01-01', interval 1 day))::date as day_on
