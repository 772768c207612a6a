{#- Pieces of SQL that several models share. A `report` is a fact of one document that is no duplicate. -#}

{% macro observed_on(date_from, published_on) -%}
    {#- The day for which a report speaks: the one it tells, but never a day after it was published. -#}
    least({{ date_from }}, {{ published_on }})
{%- endmacro %}

{% macro starts_window(partition_by, day, gap_days, tie, unless_rises=none) -%}
    {#- 1 where more than gap_days have passed since the previous report of the same key, else 0.
        A report in which `unless_rises` is higher than in the previous one goes on with it, however late it comes. -#}
    {%- set previous -%}
        over (partition by {{ partition_by | join(', ') }} order by {{ day }} asc nulls last, {{ tie }} asc)
    {%- endset -%}
    case
        when
            {{ day }} - lag({{ day }}) {{ previous }} > {{ gap_days }}
            {%- if unless_rises %}
            and {{ unless_rises }} <= lag({{ unless_rises }}) {{ previous }}
            {%- endif %}
            then 1
        else 0
    end
{%- endmacro %}

{% macro window_number(partition_by, day, tie) -%}
    {#- Number of the window, from 1; `starts` is the column that starts_window made. -#}
    1 + sum(starts) over (
        partition by {{ partition_by | join(', ') }} order by {{ day }} asc nulls last, {{ tie }} asc
        rows between unbounded preceding and current row
    )
{%- endmacro %}

{% macro publisher_count() -%}
    {#- Independent voices: distinct publishers; a report without one is a voice only where nobody else speaks. -#}
    greatest(count(distinct publisher), 1)
{%- endmacro %}

{% macro sorted_list(column) -%}
    {#- The distinct values of a group in order, an empty list where there is none. -#}
    coalesce(list(distinct {{ column }} order by {{ column }}) filter (where {{ column }} is not null), [])
{%- endmacro %}

{% macro sorted_union(column) -%}
    {#- The distinct members of a group's lists in order. -#}
    list_sort(list_distinct(flatten(list({{ column }}))))
{%- endmacro %}

{% macro most_reported(relation, key, columns, day, also=[], prefer=none) -%}
    {#- One row a key: the values of `columns` on which most publishers agree; of equals the newest, then the highest.
        A report in which all of them are null has no vote; where `prefer` holds for one, only such count. `also` comes
        along from the newest report that has them. -#}
    select
        {{ key }},
        {{ columns | join(', ') }}
        {%- for column in also %},
        first({{ column }} order by {{ day }} desc nulls last, fact_id asc) as {{ column }}
        {%- endfor %}
    from {{ relation }}
    where coalesce({{ columns | join('::varchar, ') }}::varchar) is not null
    group by {{ key }}, {{ columns | join(', ') }}
    qualify row_number() over (
        partition by {{ key }}
        order by
            {%- if prefer %}
            bool_or({{ prefer }}) desc,
            {%- endif %}
            count(distinct coalesce(publisher, document_id)) desc,
            max({{ day }}) desc nulls last,
            {{ columns | join(' desc nulls last, ') }} desc nulls last
    ) = 1
{%- endmacro %}

{% macro lone(relation, column, keys) -%}
    {#- The value of a column that alone is told with the keys, for those keys with which it is one. -#}
    select
        {{ keys | join(', ') }},
        min({{ column }}) as {{ column }}
    from {{ relation }}
    group by {{ keys | join(', ') }}
    having min({{ column }}) = max({{ column }})
{%- endmacro %}
