{{ config(unique_key='fact_id', meta={'renewed_by': 'document_id'}) }}
{% set is_touched = touched('document_id') %}

with

reports as not materialized (
    select * from {{ ref('int_arms_sides') }}
),

weapon_classes as (
    select * from {{ ref('weapon_classes') }}
),

-- a class and those next to it: papers write of tanks and of battle tanks, of jets and of fighters
class_kin as (
    select
        id as weapon_class,
        id as kin
    from weapon_classes
    union
    select
        id as weapon_class,
        class as kin
    from weapon_classes
    where class is not null
    union
    select
        class as weapon_class,
        id as kin
    from weapon_classes
    where class is not null
),

{% if is_incremental() %}
    told as (
        select * from {{ renewed_rows('int_arms_sides') }}
    ),

    -- the two sides of a deal of which a family was told, or is told now, and its class
    pairs as (
        select
            deal_supplier,
            deal_recipient,
            weapon_class
        from told
        where weapon_family is not null
        union
        select
            deal_supplier,
            deal_recipient,
            weapon_class
        from {{ this }}
        where
            weapon_family is not null
            and ({{ is_touched }} or fact_id in (select told.fact_id from told))
    ),

    pairs_of_kin as materialized (
        select distinct
            pairs.deal_supplier,
            pairs.deal_recipient,
            class_kin.kin
        from pairs
        inner join class_kin on pairs.weapon_class = class_kin.weapon_class
    ),

    -- beside those whose sides were renewed, those that leave the family out between such two
    renewed as (
        select * from told
        union
        select reports.*
        from reports
        inner join pairs_of_kin
            on
                reports.deal_supplier = pairs_of_kin.deal_supplier
                and reports.deal_recipient = pairs_of_kin.deal_recipient
                and reports.weapon_class = pairs_of_kin.kin
        where reports.weapon_family is null
    ),

{% else %}
    renewed as (
        select * from reports
    ),

{% endif %}
-- reports of a bare class (South Korean tanks), and the classes that they may mean
bare as materialized (
    select distinct
        renewed.deal_supplier,
        renewed.deal_recipient,
        renewed.weapon_class,
        class_kin.kin
    from renewed
    inner join class_kin on renewed.weapon_class = class_kin.weapon_class
    where renewed.weapon_family is null
),

known as (
    select
        bare.deal_supplier,
        bare.deal_recipient,
        bare.weapon_class,
        reports.quantity,
        reports.weapon_family
    from bare
    inner join reports
        on
            bare.deal_supplier = reports.deal_supplier
            and bare.deal_recipient = reports.deal_recipient
            and bare.kin = reports.weapon_class
    where reports.weapon_family is not null
),

-- they mean the family that alone is known of the class between the two, or, of several, the one that alone is known
-- with the number
lone_families as (
    {{ lone('known', 'weapon_family', ['deal_supplier', 'deal_recipient', 'weapon_class']) }}
),

numbered_families as (
    {{ lone('known', 'weapon_family', ['deal_supplier', 'deal_recipient', 'weapon_class', 'quantity']) }}
),

keyed as (
    select
        renewed.*,
        coalesce(
            renewed.weapon_family,
            lone_families.weapon_family,
            numbered_families.weapon_family,
            renewed.weapon_class,
            renewed.weapon_words
        ) as deal_weapon
    from renewed
    left join lone_families
        on
            renewed.deal_supplier = lone_families.deal_supplier
            and renewed.deal_recipient = lone_families.deal_recipient
            and renewed.weapon_class = lone_families.weapon_class
    left join numbered_families
        on
            renewed.deal_supplier = numbered_families.deal_supplier
            and renewed.deal_recipient = numbered_families.deal_recipient
            and renewed.weapon_class = numbered_families.weapon_class
            and renewed.quantity = numbered_families.quantity
)

select
    fact_id,
    document_id,
    deal_supplier,
    deal_recipient,
    deal_weapon,
    weapon_family,
    weapon_class,
    -- to upgrade what somebody has is another business than to supply it
    {{ key_hash(['deal_supplier', 'deal_recipient', 'deal_weapon', 'is_upgrade']) }} as programme_id
from keyed
