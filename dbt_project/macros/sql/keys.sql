{#- Ids of the groups within which reports are put together; int_touched names those that are to be renewed. -#}

{% macro key_hash(columns) -%}
    {#- An id from the columns of a key; null is a value of its own. -#}
    md5(concat_ws('|', {% for column in columns %}coalesce(({{ column }})::varchar, '~'){{ ', ' if not loop.last }}{% endfor %}))
{%- endmacro %}

{% macro presence_id() -%}
    {#- Of a force in a place: planned, deployed and withdrawn share it. -#}
    {{ key_hash(['force_country', 'host_country', 'unit']) }}
{%- endmacro %}

{% macro deployment_id() -%}
    {#- The same in one status. -#}
    {{ key_hash(['force_country', 'host_country', 'unit', 'deployment_status']) }}
{%- endmacro %}

{% macro life_id(voice) -%}
    {#- All that one voice tells of a deployment: the figures that follow each other. -#}
    deployment_id || ' ' || {{ voice }}
{%- endmacro %}

{% macro stretch(day) -%}
    {#- Number of the stretch of consensus_window_days in which a day lies. -#}
    ({{ day }} - date '1970-01-01') // {{ var('consensus_window_days') }}
{%- endmacro %}

{% macro stretch_id(stretch) -%}
    {#- Of a deployment in one stretch. -#}
    deployment_id || ' ' || ({{ stretch }})::varchar
{%- endmacro %}

{% macro figure_id() -%}
    {#- One number of one claimant about a deployment: an estimate, or several with long silence between them. -#}
    {{ key_hash([
        'force_country', 'host_country', 'unit', 'deployment_status', 'count_low', 'count_high', 'claimant'
    ]) }}
{%- endmacro %}

{% macro option_id() -%}
    {#- Of a course of action. -#}
    {{ key_hash(['actor', 'category', 'instrument', 'target', 'beneficiary']) }}
{%- endmacro %}

{% macro circle_id() -%}
    {#- Of those who meet, in a room or by telephone: a meeting, or several. -#}
    {{ key_hash(["array_to_string(participants, ' ')", "meeting_format = 'phone_call'"]) }}
{%- endmacro %}
