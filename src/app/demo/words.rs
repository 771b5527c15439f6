//! Names for generated programs.

use super::draw::Draw;

const FIRST: [&str; 48] = [
    "Alder", "Amber", "Arbor", "Ashgrove", "Aster", "Barrow", "Basalt", "Beacon", "Birch", "Bramble", "Brook", "Cedar",
    "Cobalt", "Copper", "Coral", "Crest", "Delta", "Dune", "Ember", "Falcon", "Fern", "Fjord", "Flint", "Garnet",
    "Glen", "Granite", "Harbor", "Hazel", "Heron", "Indigo", "Ivory", "Juniper", "Kestrel", "Lantern", "Larch",
    "Linden", "Lumen", "Maple", "Marlin", "Meridian", "Onyx", "Osprey", "Pine", "Quartz", "Raven", "Sable", "Tundra",
    "Willow",
];

const SECOND: [&str; 40] = [
    "Advisory",
    "Analytics",
    "Bridge",
    "Cloud",
    "Collective",
    "Commerce",
    "Consulting",
    "Data",
    "Digital",
    "Dynamics",
    "Edge",
    "Engineering",
    "Factory",
    "Forge",
    "Group",
    "Insight",
    "Integration",
    "IT",
    "Labs",
    "Link",
    "Logic",
    "Media",
    "Mesh",
    "Networks",
    "Partners",
    "Path",
    "Point",
    "Process",
    "Services",
    "Software",
    "Solutions",
    "Source",
    "Stack",
    "Studio",
    "Systems",
    "Tech",
    "Trade",
    "Ventures",
    "Works",
    "Yard",
];

const FORM: [&str; 10] = ["Inc.", "LLC", "Ltd", "GmbH", "AG", "AS", "BV", "SAS", "KK", "Pty"];

const TRADE: [&str; 24] = [
    "Bakeries",
    "Ceramics",
    "Clinics",
    "Dairy",
    "Fisheries",
    "Foods",
    "Freight",
    "Glass",
    "Health",
    "Logistics",
    "Mills",
    "Motors",
    "Optics",
    "Packaging",
    "Paper",
    "Pharma",
    "Plastics",
    "Schools",
    "Seeds",
    "Shipping",
    "Steel",
    "Textiles",
    "Tools",
    "Water",
];

const GIVEN: [&str; 24] = [
    "Aiko", "Ana", "Bruno", "Carla", "Chen", "Dario", "Elif", "Emma", "Farid", "Greta", "Hugo", "Ines", "Jonas",
    "Kofi", "Lena", "Marta", "Nils", "Olga", "Pia", "Ravi", "Sofia", "Tom", "Uma", "Zoë",
];

const FAMILY: [&str; 24] = [
    "Almeida",
    "Bauer",
    "Costa",
    "Dahl",
    "Eriksen",
    "Fischer",
    "García",
    "Haas",
    "Ito",
    "Jansen",
    "Kowalski",
    "Lindqvist",
    "Moreau",
    "Müller",
    "Novak",
    "Okafor",
    "Patel",
    "Quinn",
    "Rossi",
    "Sato",
    "Tanaka",
    "Varga",
    "Weber",
    "Young",
];

/// Regions with their minutes ahead of UTC.
pub(super) const REGIONS: [(&str, i16); 12] = [
    ("US West", -480),
    ("US Central", -360),
    ("US East", -300),
    ("Latin America", -180),
    ("UK & Ireland", 60),
    ("DACH", 120),
    ("Nordics", 120),
    ("Benelux", 120),
    ("East Africa", 180),
    ("India", 330),
    ("Japan", 540),
    ("Australia", 600),
];

/// A company, such as `Larch Systems GmbH`.
pub(super) fn company(draw: &mut Draw) -> String {
    format!("{} {} {}", draw.pick(&FIRST), draw.pick(&SECOND), draw.pick(&FORM))
}

/// A customer, such as `Cedar Foods`.
pub(super) fn customer(draw: &mut Draw) -> String {
    format!("{} {}", draw.pick(&FIRST), draw.pick(&TRADE))
}

/// A person.
pub(super) fn person(draw: &mut Draw) -> String {
    format!("{} {}", draw.pick(&GIVEN), draw.pick(&FAMILY))
}
