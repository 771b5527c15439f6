//! Every action of the screen, once: its name, where it is valid, what it does.
//!
//! Keymap, palette, help, footer and menus are generated from this list; nothing else describes an action.

use super::pane::PaneName;

/// Where keys are looked up, and where an action is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Every pane.
    Global,
    /// Pane 0.
    Home,
    /// Pane 1.
    Roster,
    /// Pane 2.
    Matrix,
    /// Pane 3.
    Tiers,
    /// Pane 4.
    Timeline,
    /// Pane 5.
    Qbr,
    /// Pane 6.
    Economics,
    /// Pane 7.
    Enablement,
    /// Pane 8.
    Marketplace,
    /// Pane 9.
    Program,
    /// A meeting that is captured line by line.
    Live,
    /// Pages for a partner over the whole screen.
    Present,
    /// A pane in which something is being moved.
    Grab,
    /// Overlays with a typed filter over a list: palette, picker, help.
    Pick,
    /// Overlays with text fields: prompt, form.
    Form,
    /// Overlays that are read and answered: confirm, preview, menu.
    Dialog,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 17] = [
        Self::Global,
        Self::Home,
        Self::Roster,
        Self::Matrix,
        Self::Tiers,
        Self::Timeline,
        Self::Qbr,
        Self::Economics,
        Self::Enablement,
        Self::Marketplace,
        Self::Program,
        Self::Live,
        Self::Present,
        Self::Grab,
        Self::Pick,
        Self::Form,
        Self::Dialog,
    ];

    /// The word in a keymap.
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Home => "home",
            Self::Roster => "roster",
            Self::Matrix => "matrix",
            Self::Tiers => "tiers",
            Self::Timeline => "timeline",
            Self::Qbr => "qbr",
            Self::Economics => "economics",
            Self::Enablement => "enablement",
            Self::Marketplace => "marketplace",
            Self::Program => "program",
            Self::Live => "live",
            Self::Present => "present",
            Self::Grab => "grab",
            Self::Pick => "pick",
            Self::Form => "form",
            Self::Dialog => "dialog",
        }
    }

    /// True where the keys of every pane do not count.
    pub fn stands_alone(self) -> bool {
        self.is_overlay() || matches!(self, Self::Grab | Self::Live | Self::Present | Self::Global)
    }

    /// True for the scopes of overlays.
    pub fn is_overlay(self) -> bool {
        matches!(self, Self::Pick | Self::Form | Self::Dialog)
    }

    /// The word for a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Global => "Everywhere",
            Self::Home => "Home",
            Self::Roster => "Roster",
            Self::Matrix => "Matrix",
            Self::Tiers => "Tiers",
            Self::Timeline => "Timeline",
            Self::Qbr => "QBR",
            Self::Economics => "Economics",
            Self::Enablement => "Enablement",
            Self::Marketplace => "Marketplace",
            Self::Program => "Program",
            Self::Live => "In a meeting",
            Self::Present => "While presenting",
            Self::Grab => "While moving",
            Self::Pick => "In lists",
            Self::Form => "In forms",
            Self::Dialog => "In dialogs",
        }
    }
}

impl From<PaneName> for Scope {
    fn from(pane: PaneName) -> Self {
        match pane {
            PaneName::Home => Self::Home,
            PaneName::Roster => Self::Roster,
            PaneName::Matrix => Self::Matrix,
            PaneName::Tiers => Self::Tiers,
            PaneName::Timeline => Self::Timeline,
            PaneName::Qbr => Self::Qbr,
            PaneName::Economics => Self::Economics,
            PaneName::Enablement => Self::Enablement,
            PaneName::Marketplace => Self::Marketplace,
            PaneName::Program => Self::Program,
        }
    }
}

/// What is known of an action without running it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Info {
    /// The name in keymaps and logs, such as `sort.column`.
    pub name: &'static str,
    /// Where it is valid.
    pub scopes: &'static [Scope],
    /// A verb phrase for palette, help and footer.
    pub title: &'static str,
    /// One sentence more.
    pub doc: &'static str,
}

macro_rules! actions {
    ($( $variant:ident $name:literal [$($scope:ident)+] $title:literal $doc:literal )*) => {
        /// A named action; see [`Info`] for what each does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $( #[doc = $doc] $variant, )* }

        impl Action {
            /// Every action, in the order of help.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )*];

            /// Its name, places and words.
            pub fn info(self) -> &'static Info {
                match self { $( Self::$variant => &Info {
                    name: $name, scopes: &[$( Scope::$scope, )+], title: $title, doc: $doc,
                }, )* }
            }
        }
    };
}

actions! {
    // help and finding things
    Help "help.context" [Global Live] "Show help" "Lists the keys that are valid here and now; a second ? lists all."
    Palette "palette.open" [Global Live] "Open the command palette" "Finds any command by typing a part of its name."
    MenuBar "menu.open" [Global] "Open the menu" "Every command in menus, with its key, or why it cannot be done now."
    Menu "actions.menu" [Global] "Open the actions menu" "Lists every action valid on this record, and why others are not."
    Explain "explain" [Global] "Explain this number" "Shows the rule, the inputs and the thresholds behind the value under the cursor."
    History "history" [Global] "Show the history" "Every step with its time; Enter goes to the plan as it was after one, and back."
    RecordHistory "history.record" [Global] "Show the history of this record" "Each change of its fields with its time; Enter brings an earlier value back, as an edit."
    Problems "problem.next" [Global] "Show the problems" "Lists the advisor's findings; Enter goes to the record."
    ChooseKeys "keys.choose" [Global] "Choose the keys" "The default ones, those of vim, or those of a spreadsheet; kept for the next time."
    Tour "tour" [Global] "Take the tour" "Two minutes at the example, step by step; the same key leaves it, and comes back to it."
    SetUp "setup" [Global] "Set the program up" "Step by step, each one a part of the plan; goes on where something is missing."
    TourNext "tour.next" [Global] "Go on in the tour" "Leaves the step at hand, done or not."
    TourBack "tour.back" [Global] "Go back in the tour" "To the step before."
    TestKeys "keys.test" [Global] "Test the keys" "Shows what the terminal sends for each key, and what it means here."
    Settings "settings" [Global] "Open the settings" "Every rule with its value, default and source; Enter changes one, as one step."
    Conflicts "conflicts" [Global] "Decide conflicts" "What two people decided differently: both sides, one to be taken."
    AsOf "as_of" [Global] "Look at another day" "The plan as of a date or the first day of a quarter; the file stays as it is."
    // going places
    GoHome "goto.home" [Global] "Go to Home" "Due tasks, partners who slip, numbers of the program."
    GoRoster "goto.roster" [Global] "Go to Roster" "The table of partners."
    GoMatrix "goto.matrix" [Global] "Go to Matrix" "Partners by value and strategic importance."
    GoTiers "goto.tiers" [Global] "Go to Tiers" "The tier designer."
    GoTimeline "goto.timeline" [Global] "Go to Timeline" "Webinars, campaigns and events by week."
    GoQbr "goto.qbr" [Global] "Go to QBR" "The quarterly business review, edited live."
    GoEconomics "goto.economics" [Global] "Go to Economics" "Deals, attribution, commissions, MDF, affiliates."
    GoEnablement "goto.enablement" [Global] "Go to Enablement" "Training and onboarding."
    GoMarketplace "goto.marketplace" [Global] "Go to Marketplace" "Listings and their scores."
    GoProgram "goto.program" [Global] "Go to Program" "Settings and records of the program."
    PanePrevious "pane.prev" [Global] "Go to the previous pane" "The tab to the left."
    PaneNext "pane.next" [Global] "Go to the next pane" "The tab to the right."
    RegionNext "region.next" [Global] "Go to the next region" "From the list to the inspector and on."
    RegionPrevious "region.prev" [Global] "Go to the previous region" "From the inspector back to the list."
    Back "jump.back" [Global] "Go back" "To the pane and the partner before the last jump."
    Forward "jump.forward" [Global] "Go forward" "Undoes going back."
    PickPartner "goto.partner" [Global] "Go to a partner" "Finds a partner by a part of the name."
    PartnerHome "goto.partner_home" [Global] "Home of this partner" "The same partner in Home."
    PartnerRoster "goto.partner_roster" [Global] "This partner in Roster" "The same partner in Roster."
    PartnerMatrix "goto.partner_matrix" [Global] "This partner in Matrix" "The same partner in Matrix."
    PartnerTiers "goto.partner_tiers" [Global] "This partner in Tiers" "The same partner in Tiers."
    PartnerTimeline "goto.partner_timeline" [Global] "This partner in Timeline" "The same partner in Timeline."
    PartnerQbr "goto.partner_qbr" [Global] "This partner in QBR" "The same partner in QBR."
    PartnerEconomics "goto.partner_economics" [Global] "This partner in Economics" "The same partner in Economics."
    PartnerEnablement "goto.partner_enablement" [Global] "This partner in Enablement" "The same partner in Enablement."
    PartnerMarketplace "goto.partner_marketplace" [Global] "This partner in Marketplace" "The same partner in Marketplace."
    PartnerProgram "goto.partner_program" [Global] "This partner in Program" "The same partner in Program."
    // moving
    MoveLeft "move.left" [Global] "Move left" "One cell, field or point to the left."
    MoveDown "move.down" [Global] "Move down" "One row, field or point down."
    MoveUp "move.up" [Global] "Move up" "One row, field or point up."
    MoveRight "move.right" [Global] "Move right" "One cell, field or point to the right."
    PageUp "page.up" [Global] "Page up" "One screen up."
    PageDown "page.down" [Global] "Page down" "One screen down."
    GoTop "goto.top" [Global] "Go to the top" "The first row."
    GoEnd "goto.end" [Global] "Go to the end" "The last row."
    GoToday "goto.today" [Global] "Go to today" "The row or the week of the as-of date."
    ColumnFirst "column.first" [Global] "Go to the first column" "The leftmost cell of the row."
    ColumnLast "column.last" [Global] "Go to the last column" "The rightmost cell of the row."
    // filter, sort, mark
    Filter "filter.live" [Global] "Filter" "Hides what does not match; the header says how many are hidden."
    FilterClear "filter.clear" [Global] "Clear the filter" "Shows everything again and says what was cleared."
    Views "views.menu" [Global] "Open saved views" "Filter, sort and columns under a name."
    Find "find.open" [Global] "Find" "Highlights and hides nothing."
    FindNext "find.next" [Global] "Find the next" "Repeats the last find."
    FindPrevious "find.prev" [Global] "Find the previous" "Repeats the last find, upwards."
    SortColumn "sort.column" [Global] "Sort by this column" "Ascending, descending, off."
    SortMulti "sort.multi" [Global] "Sort by several columns" "An ordered list of sort keys."
    MarkToggle "mark.toggle" [Global] "Mark" "Marks the row and moves down."
    MarkRange "mark.range" [Global] "Mark a range" "Marks from here to where the cursor goes."
    MarkAll "mark.all_visible" [Global] "Mark all shown" "Marks only what the filter shows, and says how many."
    Unwind "unwind" [Global] "Step out" "Leaves one thing: edit, popup, marks, filter. Never quits."
    // changing records
    Open "open_or_edit" [Global] "Open or edit" "Edits the cell or opens the record. Never destroys."
    EditForm "form.edit" [Global] "Edit all fields" "The whole record as a form."
    EditExternal "editor.external" [Global] "Edit in your editor" "Hands the note of the record, or the record as text, to $VISUAL or $EDITOR."
    Add "add" [Global] "Add a record" "Asks for what is needed and adds it."
    AddTemplate "add.from_template" [Global] "Add from a template" "A webinar plan, a QBR agenda, a set of tiers."
    Records "records" [Global] "Records of this" "What belongs to the record here, and every other kind: see, add, change, delete."
    Delete "delete" [Global] "Delete" "The marked records or this one; u undoes it."
    Grab "grab" [Global] "Grab and move" "Arrows move it, Enter drops it, Esc puts it back."
    CopyText "copy" [Global] "Copy" "The marked rows or this cell, as tab separated text."
    CopyAs "copy.as" [Global] "Copy as" "Cell, row, marked rows, column or all shown, as Markdown, CSV, RON or a command."
    Paste "paste" [Global] "Paste" "A block lands on the cells from the cursor on; what would change and what is refused is read first."
    Repeat "repeat" [Global] "Repeat the last change" "On the current record."
    Undo "undo" [Global] "Undo" "Takes back the last edit, whole."
    Redo "redo" [Global] "Redo" "Does the undone edit again."
    Star "star" [Global] "Star" "Bookmarks the record."
    // view
    Inspector "inspector.toggle" [Global] "Show or hide the inspector" "The record beside the list."
    Twin "twin.toggle" [Global] "Picture or table" "The same content as a table, and back."
    WhatIf "whatif" [Global] "What if" "Starts, compares or ends a scenario."
    Present "present" [Global Live] "Present" "Shows only what a partner may see."
    Glyphs "view.glyphs" [Global] "ASCII or Unicode" "Draws with plain ASCII where a font lacks glyphs."
    Colours "view.colours" [Global] "Choose the theme" "Every theme, shown while you choose."
    Background "view.background" [Global] "Dark or light" "The other half of the theme."
    Mouse "view.mouse" [Global] "Mouse on or off" "Off lets the terminal select text."
    Centre "view.centre" [Global] "Centre the row" "Scrolls so that the row stands in the middle."
    Redraw "redraw" [Global Live] "Redraw" "Clears and draws everything again."
    // file
    Save "save" [Global Live] "Save" "Writes the plan file."
    SaveAs "save.as" [Global] "Save as" "Writes a plan file under another name."
    Versions "restore" [Global] "Bring back a version" "Versions that saves replaced: what one would change, and back to it as one step."
    Export "export" [Global] "Export" "A document or table for people without a terminal."
    Import "import" [Global] "Import" "Deals or partners from CSV or a workbook, with a preview."
    Close "close_or_quit" [Global] "Close" "Closes what is open; at the root it quits, with a guard."
    SaveAndQuit "save_and_quit" [Global] "Save and quit" "Writes the plan file and leaves."
    Suspend "suspend" [Global] "Suspend" "Back to the shell; `fg` comes back."
    Quit "quit" [Global] "Quit" "Leaves; asks first when something is unsaved."
    Interrupt "copy_or_hint" [Global Live] "Copy, or say how to quit" "Never kills work; twice within two seconds quits with the guard."
    // cells
    CellEdit "cell.edit" [Roster Tiers Economics Enablement Marketplace Program] "Edit the cell" "Types into the cell."
    CellChange "cell.change" [Roster Tiers Timeline Qbr Economics Enablement Marketplace Program] "Replace the cell" "Clears the cell and types."
    CellClear "cell.clear" [Roster Tiers Economics Enablement Marketplace Program] "Clear the cell" "Empties it; the row stays."
    ColumnsPick "columns.pick" [Roster Tiers Economics Enablement Marketplace Program] "Choose columns" "Shows, hides and orders columns."
    ColumnNarrower "column.narrower" [Roster Economics Enablement Marketplace Program] "Narrow the column" "By one cell."
    ColumnWider "column.wider" [Roster Economics Enablement Marketplace Program] "Widen the column" "By one cell."
    ColumnAutosize "column.autosize" [Roster Tiers Economics Enablement Marketplace Program] "Fit the column" "To its longest value."
    ColumnsAutosize "column.autosize_all" [Roster Tiers Economics Enablement Marketplace Program] "Fit all columns" "Each to its longest value."
    ColumnFreeze "column.freeze" [Roster Economics Enablement Marketplace Program] "Freeze the column" "Keeps the columns up to here in view."
    ColumnHide "column.hide" [Roster Economics Enablement Marketplace Program] "Hide the column" "Until it is shown again."
    ColumnsShow "column.show_all" [Roster Economics Enablement Marketplace Program] "Show hidden columns" "Brings back all of them."
    ViewNext "view.next" [Roster Economics Enablement Marketplace Program] "Go to the next view" "The tab to the right, round the end; a view that was changed is found as it was left."
    ViewPrevious "view.prev" [Roster Economics Enablement Marketplace Program] "Go to the previous view" "The tab to the left, round the end."
    ViewSave "view.save" [Roster Economics Enablement Marketplace Program] "Save this view" "Filter, order, columns and widths under a name, kept in the plan."
    ValueUp "value.step_up" [Roster Tiers Enablement Marketplace Program] "Step up" "The next tier, one more, one step of the scale."
    ValueDown "value.step_down" [Roster Tiers Enablement Marketplace Program] "Step down" "The tier below, one less, one step down."
    OwnerPick "owner.pick" [Roster Matrix Tiers Timeline Qbr] "Choose the owner" "From the people of the program."
    DatePick "date.pick" [Roster Timeline Qbr] "Set the date" "Accepts 2026-03-14, fri, +2w, W-3."
    DeleteHint "hint.delete" [Roster] "How to delete" "D deletes rows, Delete clears the cell."
    // setting one field of the marked records
    SetTier "set.tier" [Roster Matrix Tiers] "Set the tier" "Of the marked partners or this one."
    SetType "set.type" [Roster Matrix] "Set the type" "Of the marked partners or this one."
    SetOwner "set.owner" [Roster Matrix Timeline Qbr] "Set the owner" "Of the marked records or this one."
    SetStatus "set.status" [Roster Matrix Timeline Qbr Economics Enablement Marketplace Program] "Set the status" "Of the marked records or this one."
    SetRegion "set.region" [Roster Matrix] "Set the region" "Of the marked partners or this one."
    SetTags "set.tags" [Roster Matrix] "Set tags" "Of the marked partners or this one."
    SetStrategic "set.strategic_value" [Roster Matrix] "Set the strategic value" "Of the marked partners or this one."
    SetStage "set.stage" [Roster] "Set the stage" "Of the marked partners or this one."
    SetColumn "set.column" [Roster] "Set this column" "Of the marked partners or this one."
    DealClose "deal.close" [Roster] "Close a deal" "Won or lost, the date and why, in one step; a closed one is corrected or opened again."
    SetDue "set.due" [Timeline Qbr] "Set the due date" "Of the marked tasks or this one."
    SetTime "set.time" [Timeline] "Set the time" "Of the launch, with the clocks of everybody it concerns side by side."
    SetPartner "set.partner" [Timeline Qbr] "Set the partner" "Of the marked records or this one."
    SetPriority "set.priority" [Timeline Qbr] "Set the priority" "Of the marked records or this one."
    // matrix
    ZoomIn "zoom.in" [Matrix Timeline] "Zoom in" "Shows less, larger."
    ZoomOut "zoom.out" [Matrix Timeline] "Zoom out" "Shows more, smaller."
    ZoomFit "zoom.fit" [Matrix Timeline] "Fit everything" "All points or all bars in view."
    EncodePick "encode.pick" [Matrix] "Choose what marks mean" "What colour, size and letter stand for."
    LabelsCycle "labels.cycle" [Matrix] "Change the labels" "None, marks, without collisions, all."
    AxisX "axis.x" [Matrix] "Choose the horizontal axis" "Revenue or another measure."
    AxisY "axis.y" [Matrix] "Choose the vertical axis" "Strategic value or another measure."
    EncodeSize "encode.size" [Matrix] "Choose what size means" "Size of the mark."
    EncodeColour "encode.colour" [Matrix] "Choose what colour means" "Colour of the mark."
    QuadrantAll "quadrant.all" [Matrix] "Show all quadrants" "Ends isolating one."
    Quadrant1 "quadrant.1" [Matrix] "Show the first quadrant only" "High value, high revenue."
    Quadrant2 "quadrant.2" [Matrix] "Show the second quadrant only" "High value, low revenue."
    Quadrant3 "quadrant.3" [Matrix] "Show the third quadrant only" "Low value, high revenue."
    Quadrant4 "quadrant.4" [Matrix] "Show the fourth quadrant only" "Low value, low revenue."
    // tiers
    TierLeft "tier.reorder_left" [Tiers] "Move the tier left" "One rank lower."
    TierRight "tier.reorder_right" [Tiers] "Move the tier right" "One rank higher."
    CriterionAdd "criterion.add" [Tiers] "Add a condition" "A measure, a comparison and a threshold, with everyone who would move."
    CriterionGroup "criterion.group" [Tiers] "Group conditions" "One of them, all of them, at least two, or not."
    CriterionRemove "criterion.remove" [Tiers] "Take a condition away" "With everyone who would move, before it is accepted."
    Rules "criteria.tree" [Tiers] "Show the conditions as a tree" "Each condition on its line, written, added, wrapped, moved and taken away in place."
    CriterionUp "criterion.up" [Tiers] "Move the condition up" "Before the one above it, or out of its group."
    CriterionDown "criterion.down" [Tiers] "Move the condition down" "After the one below it, or out of its group."
    TrialCompare "trial.compare" [Tiers] "Compare what-ifs side by side" "The plan, the what-if and every scenario: movers, cost, returns, findings."
    TrialAdopt "trial.adopt" [Tiers] "Adopt the what-if" "As one step of the plan."
    TrialKeep "trial.keep" [Tiers] "Keep the what-if as a scenario" "A small file beside the plan; the plan stays as it is."
    TrialDiscard "trial.discard" [Tiers] "Discard the what-if" "Without a trace."
    LadderPast "ladder.past" [Tiers] "Show the past quarters" "Who would have stood where, quarter by quarter."
    LadderChecks "ladder.checks" [Tiers] "Check the ladder" "What is wrong with the ladder itself, and what to do."
    GrantProposed "tier.grant_proposed" [Tiers] "Grant the proposed tier" "To everyone who waits to move up to it, after a preview."
    // tables inside a pane
    SectionNext "section.next" [Economics Enablement Marketplace Program] "Go to the next table" "The table to the right, on the same partner."
    SectionPrevious "section.prev" [Economics Enablement Marketplace Program] "Go to the previous table" "The table to the left, on the same partner."
    ListingKeep "listing.keep" [Marketplace] "Keep the listing as it is" "To compare it with after a rewrite: before and after."
    SectionPick "section.pick" [Economics Enablement Marketplace Program] "Choose a table" "All tables of this pane, by name."
    // timeline
    PlanQuarter "quarter.plan" [Timeline] "Plan the quarter" "A webinar for each partner above Silver and a content swap a month, after a preview."
    DayEarlier "shift.day_earlier" [Timeline] "One day earlier" "The marked tasks or this one."
    DayLater "shift.day_later" [Timeline] "One day later" "The marked tasks or this one."
    WeekEarlier "shift.week_earlier" [Timeline] "One week earlier" "The marked tasks or this one."
    WeekLater "shift.week_later" [Timeline] "One week later" "The marked tasks or this one."
    DoneToggle "done.toggle" [Timeline Qbr Home Economics Enablement Marketplace Program] "Done or open" "Ticks off the task, the payment or the item, or opens it again."
    BlockedSet "blocked.set" [Timeline Qbr] "Blocked" "Asks the reason."
    Reanchor "reanchor" [Timeline] "Move the launch date" "Previews every task that moves with it."
    ResultsEnter "results.enter" [Timeline] "Enter the results" "List sizes, registrations, attendees and what followed."
    LanesCycle "lanes.cycle" [Timeline] "Change the lanes" "By campaign, phase, side, partner or owner."
    SheetToggle "sheet.toggle" [Timeline] "Sheet of the campaign" "Every part of it, seen and changed in one place; again goes back to the weeks."
    ConflictsShow "conflicts.show" [Timeline] "Show the conflicts" "People, lists and partners asked for too much; Enter goes there."
    TemplatePick "template.pick" [Timeline] "Make or apply a template" "Of the tasks of this campaign, or to it."
    // qbr
    NumbersRefresh "numbers.refresh" [Qbr Live] "Refresh the numbers" "Shows what changes first."
    MeetingStart "meeting.start" [Qbr] "Start or resume the meeting" "Typing captures notes, actions, decisions, risks and disputed numbers."
    MeetingEnd "meeting.end" [Qbr Live] "End the meeting" "The clock stops and the review is held; /end does the same."
    SectionOn "meeting.next" [Qbr Live] "Go on to the next section" "The section left keeps its time; /next does the same."
    SectionBack "meeting.back" [Qbr Live] "Go back to the section before" "Its time goes on where it stood; /back does the same."
    MeetingReplan "meeting.replan" [Qbr Live] "Plan the rest anew" "Shares the time that is left among the sections to come; /replan does the same."
    TimerToggle "timer.run_pause" [Qbr Live] "Run or pause the timer" "Of this section; /pause does the same."
    LineEnter "line.enter" [Live] "Write the line down" "As what its first word says: action, decision, risk, parking, dispute, temp, or a note."
    LineRecall "line.recall" [Live] "Take the last line back" "Its record goes and its words stand in the line again."
    ContentUp "content.up" [Live] "Scroll up" "The numbers and records above the line."
    ContentDown "content.down" [Live] "Scroll down" "The numbers and records above the line."
    LiveLeave "live.leave" [Live] "Leave the capture line" "The clock goes on and the line is kept; M comes back."
    TimerPlus "timer.plus" [Qbr] "One minute more" "For this section."
    TimerMinus "timer.minus" [Qbr] "One minute less" "For this section."
    TimerReset "timer.reset" [Qbr] "Reset the timer" "Of this section."
    TargetsEdit "targets.edit" [Qbr] "Set the targets" "What each number of the review is to reach."
    AgendaShared "set.agenda" [Qbr] "Agenda was shared" "Today, or not yet."
    PackageWrite "package.write" [Qbr] "Close the review" "Shows first: recaps, action items and calendar as files, tasks, the next review."
    ShareToggle "share.toggle" [Qbr] "Share or keep to ourselves" "The action item or the minute; what is not marked is internal."
    // presenting
    PageOn "page.on" [Present] "Next page" "A clicker turns pages too."
    PageBack "page.back" [Present] "Previous page" "A clicker turns pages too."
    PageBlank "page.blank" [Present] "Blank the screen" "And show the page again."
    PresentLeave "present.leave" [Present] "Stop presenting" "Back to where P was pressed."
    // while moving something
    GrabLeft "grab.left" [Grab] "Move it left" "One unit."
    GrabDown "grab.down" [Grab] "Move it down" "One unit."
    GrabUp "grab.up" [Grab] "Move it up" "One unit."
    GrabRight "grab.right" [Grab] "Move it right" "One unit."
    GrabFarBack "grab.far_back" [Grab] "Move it far back" "Ten units or a week."
    GrabFarOn "grab.far_on" [Grab] "Move it far on" "Ten units or a week."
    GrabDrop "grab.drop" [Grab] "Drop it here" "One undo step."
    GrabCancel "grab.cancel" [Grab] "Put it back" "Nothing changed."
    // overlays
    ListUp "list.up" [Pick Dialog] "Up" "The line above."
    ListDown "list.down" [Pick Dialog] "Down" "The line below."
    ListPageUp "list.page_up" [Pick Dialog] "Page up" "A page of lines up."
    ListPageDown "list.page_down" [Pick Dialog] "Page down" "A page of lines down."
    FieldNext "field.next" [Form Dialog] "Next field" "Leaves invalid text flagged, never trapped."
    FieldPrevious "field.prev" [Form Dialog] "Previous field" "Back one field."
    Accept "accept" [Pick Form Dialog] "Accept" "Runs or saves."
    Cancel "cancel" [Pick Form Dialog] "Close" "Nothing changed; what was typed is kept."
}

impl Action {
    /// The action of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.info().name == name)
    }

    /// The verb phrase for palette, help and footer.
    pub fn title(self) -> &'static str {
        self.info().title
    }

    /// The action under whose plainer name a list of a pane shows this one, because both do the same there.
    pub fn plainer(self, pane: Scope) -> Option<Self> {
        let plain = match self {
            Self::OwnerPick => Self::SetOwner,
            Self::SetDue => Self::DatePick,
            Self::CellEdit if pane == Scope::Roster => Self::Open,
            Self::DeleteHint => Self::Delete,
            _ => return None,
        };
        (plain.valid_in(pane) || plain.valid_in(Scope::Global)).then_some(plain)
    }

    /// True when it may run in that scope.
    pub fn valid_in(self, scope: Scope) -> bool {
        self.info().scopes.contains(&scope)
    }

    /// The pane that the action goes to.
    pub fn destination(self) -> Option<PaneName> {
        Some(match self {
            Self::GoHome => PaneName::Home,
            Self::GoRoster => PaneName::Roster,
            Self::GoMatrix => PaneName::Matrix,
            Self::GoTiers => PaneName::Tiers,
            Self::GoTimeline => PaneName::Timeline,
            Self::GoQbr => PaneName::Qbr,
            Self::GoEconomics => PaneName::Economics,
            Self::GoEnablement => PaneName::Enablement,
            Self::GoMarketplace => PaneName::Marketplace,
            Self::GoProgram => PaneName::Program,
            _ => return None,
        })
    }

    /// The pane in which the action shows the same partner.
    pub fn partner_destination(self) -> Option<PaneName> {
        Some(match self {
            Self::PartnerHome => PaneName::Home,
            Self::PartnerRoster => PaneName::Roster,
            Self::PartnerMatrix => PaneName::Matrix,
            Self::PartnerTiers => PaneName::Tiers,
            Self::PartnerTimeline => PaneName::Timeline,
            Self::PartnerQbr => PaneName::Qbr,
            Self::PartnerEconomics => PaneName::Economics,
            Self::PartnerEnablement => PaneName::Enablement,
            Self::PartnerMarketplace => PaneName::Marketplace,
            Self::PartnerProgram => PaneName::Program,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_every_action_has_words() {
        let mut seen = BTreeSet::new();
        for action in Action::ALL {
            let info = action.info();
            assert!(seen.insert(info.name), "{} is listed twice", info.name);
            assert!(!info.title.is_empty() && info.title.len() <= 32, "{}", info.name);
            assert!(info.doc.ends_with('.'), "{}", info.name);
            assert!(!info.scopes.is_empty());
            assert_eq!(Action::named(info.name), Some(*action));
        }
    }
}
