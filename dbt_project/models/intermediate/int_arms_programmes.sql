with

arms_deals as (
    select * from {{ ref('stg_arms_deals') }}
),

documents as (
    select * from {{ ref('int_documents') }}
    where not is_duplicate
),

weapons as (
    select
        name as weapon_system,
        min(family) as family
    from {{ ref('weapons') }}
    group by name
),

weapon_classes as (
    select * from {{ ref('weapon_classes') }}
),

reports as (
    select
        arms_deals.fact_id,
        arms_deals.document_id,
        arms_deals.supplier_country,
        arms_deals.recipient_country,
        arms_deals.weapon_class,
        arms_deals.weapon_text,
        arms_deals.transfer_kind,
        coalesce(weapons.family, arms_deals.weapon_system) as weapon_family
    from arms_deals
    inner join documents on arms_deals.document_id = documents.document_id
    left join weapons on arms_deals.weapon_system = weapons.weapon_system
),

-- a report that names the weapon and one side means the other side that alone is known with the two
lone_suppliers as (
    select
        recipient_country,
        weapon_family,
        min(supplier_country) as supplier_country
    from reports
    where weapon_family is not null
    group by recipient_country, weapon_family
    having count(distinct supplier_country) = 1
),

lone_recipients as (
    select
        supplier_country,
        weapon_family,
        min(recipient_country) as recipient_country
    from reports
    where weapon_family is not null
    group by supplier_country, weapon_family
    having count(distinct recipient_country) = 1
),

completed as (
    select
        reports.*,
        coalesce(reports.supplier_country, lone_suppliers.supplier_country) as deal_supplier,
        coalesce(reports.recipient_country, lone_recipients.recipient_country) as deal_recipient
    from reports
    left join lone_suppliers
        on
            reports.recipient_country = lone_suppliers.recipient_country
            and reports.weapon_family = lone_suppliers.weapon_family
    left join lone_recipients
        on
            reports.supplier_country = lone_recipients.supplier_country
            and reports.weapon_family = lone_recipients.weapon_family
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

-- a bare class (South Korean tanks) means the family that alone is known of it between the two
lone_families as (
    select
        completed.deal_supplier,
        completed.deal_recipient,
        class_kin.kin as weapon_class,
        min(completed.weapon_family) as weapon_family
    from completed
    inner join class_kin on completed.weapon_class = class_kin.weapon_class
    where completed.weapon_family is not null
    group by completed.deal_supplier, completed.deal_recipient, class_kin.kin
    having count(distinct completed.weapon_family) = 1
),

keyed as (
    select
        completed.*,
        coalesce(
            completed.weapon_family,
            lone_families.weapon_family,
            completed.weapon_class,
            lower(completed.weapon_text)
        ) as deal_weapon
    from completed
    left join lone_families
        on
            completed.deal_supplier = lone_families.deal_supplier
            and completed.deal_recipient = lone_families.deal_recipient
            and completed.weapon_class = lone_families.weapon_class
)

select
    fact_id,
    document_id,
    deal_supplier,
    deal_recipient,
    deal_weapon,
    weapon_family,
    -- to upgrade what somebody has is another business than to supply it
    {{ key_hash([
        'deal_supplier', 'deal_recipient', 'deal_weapon', "coalesce(transfer_kind = 'upgrade', false)"
    ]) }} as programme_id
from keyed
