using System.Collections.Immutable;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.Triage;

/// <summary>Questions, findings and rules of the questionnaire (knowledge/triage.yaml).</summary>
public sealed record TriageBook
{
    /// <summary>No questions.</summary>
    public static TriageBook Empty { get; } = new();

    /// <summary>SHA-256 of the file: names the version that a questionnaire is pinned to.</summary>
    public string Hash { get; init; } = "";

    /// <summary>SHA-256 of the file without its approval: what the approval must name.</summary>
    public string RulesHash { get; init; } = "";

    /// <summary>Who signed the rules, or null.</summary>
    public Approval? Approval { get; init; }

    /// <summary>True when a clinician signed exactly these rules.</summary>
    public bool IsApproved => Approval is { } approval && approval.Hash == RulesHash;

    /// <summary>Who says it.</summary>
    public ImmutableArray<Source> Sources { get; init; } = [];

    /// <summary>Harder words of the questions and what they mean.</summary>
    public ImmutableArray<GlossaryEntry> Glossary { get; init; } = [];

    /// <summary>In file order; conditions name them by their place here.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>In the order in which they are asked.</summary>
    public ImmutableArray<Question> Questions { get; init; } = [];

    /// <summary>In file order.</summary>
    public ImmutableArray<Rule> Rules { get; init; } = [];

    /// <summary>For each question, the places of the rules that its responses can touch, through questions it opens too.</summary>
    public ImmutableArray<ImmutableArray<int>> Reach { get; init; } = [];

    /// <summary>One for each level.</summary>
    public ImmutableArray<Disposition> Dispositions { get; init; } = [];

    /// <summary>Double entry: the level each rule must have, written down apart from the rules; certify compares.</summary>
    public ImmutableArray<Promise> Promises { get; init; } = [];

    /// <summary>The level promised for a rule, or null.</summary>
    public Urgency? Promised(string rule) => Promises.FirstOrDefault(p => p.Rule == rule)?.Level;

    /// <summary>The question with this id, or null.</summary>
    public Question? Question(string id) => Questions.FirstOrDefault(q => q.Id == id);

    /// <summary>The rule with this id, or null.</summary>
    public Rule? Rule(string id) => Rules.FirstOrDefault(r => r.Id == id);

    /// <summary>Place of a finding in <see cref="Findings"/>, or -1.</summary>
    public int IndexOf(string finding)
    {
        for (var i = 0; i < Findings.Length; i++)
        {
            if (Findings[i].Id == finding)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A harder word and what it means.</summary>
/// <param name="Term">As it stands in questions and options.</param>
/// <param name="Means">A plain sentence.</param>
public sealed record GlossaryEntry(string Term, string Means)
{
    /// <summary>Whether a text uses the word.</summary>
    public bool IsIn(string text) => $" {Words.Normalise(text)} ".Contains($" {Words.Normalise(Term)}", StringComparison.Ordinal);
}

/// <summary>A clinician's signature under the rules.</summary>
/// <param name="By">Name.</param>
/// <param name="Role">Role and body.</param>
/// <param name="Date">The day, as written.</param>
/// <param name="Hash">The <see cref="TriageBook.RulesHash"/> that was signed.</param>
public sealed record Approval(string By, string Role, string Date, string Hash);

/// <summary>What is known of a finding; a greater value is graver. A finding nobody asked about counts as absent.</summary>
public enum Truth
{
    /// <summary>Ruled out.</summary>
    Absent,

    /// <summary>"Not sure" or skipped.</summary>
    Unknown,

    /// <summary>There.</summary>
    Present,
}

/// <summary>A normalised fact that rules see.</summary>
/// <param name="Id">Its name in rules.</param>
/// <param name="IsRisk">
/// A risk alone keeps self-care away. A context never does; it picks advice, and in a rule it can only help to raise,
/// because rules have no negation.
/// </param>
/// <param name="Says">"you have chest pain": follows "because you said".</param>
/// <param name="They">The same about another person.</param>
public sealed record Finding(string Id, bool IsRisk, string Says, string They);

/// <summary>The parts of the questionnaire, in order.</summary>
public enum Stage
{
    /// <summary>Whom it is about, age: only these may stand before the danger screen.</summary>
    Who,

    /// <summary>The danger screen: grouped warning signs.</summary>
    Screen,

    /// <summary>The spasm itself and the person's health.</summary>
    Detail,
}

/// <summary>The types of question, in FHIR's spirit: how responses are read, and what a client may draw.</summary>
public enum QuestionType
{
    /// <summary>yes, no, not sure.</summary>
    YesNo,

    /// <summary>One of the options.</summary>
    Choice,

    /// <summary>Any of the options, or none.</summary>
    Choices,

    /// <summary>A number.</summary>
    Number,

    /// <summary>In years, parts allowed.</summary>
    Age,

    /// <summary>0 to 10.</summary>
    Scale,

    /// <summary>In minutes.</summary>
    Duration,

    /// <summary>In days before the message.</summary>
    Onset,
}

/// <summary>A question and what its responses mean.</summary>
/// <param name="Id">Its linkId.</param>
/// <param name="Stage">Which part it belongs to.</param>
/// <param name="Type">How responses are read.</param>
/// <param name="Text">As put to the person concerned.</param>
/// <param name="They">As put to someone who answers for another.</param>
/// <param name="Name">What "change my ..." and the summary call it.</param>
/// <param name="Words">Other words for it, normalised: "change my age".</param>
/// <param name="Why">Why it is asked: one or more plain sentences.</param>
/// <param name="Means">What its words mean.</param>
/// <param name="Example">A response that can be read.</param>
/// <param name="IsWhole">True when one thing said in free text answers it whole; else the other options are still asked.</param>
/// <param name="Options">The buttons, without the reserved ones.</param>
/// <param name="Cuts">How a number becomes findings.</param>
/// <param name="AskWhen">Asked only when this holds; empty means always.</param>
/// <param name="NoneWords">What people name that none of the options means, normalised: harmless medicines, other illnesses.</param>
/// <param name="Findings">Every finding it reads, by place in the book.</param>
public sealed record Question(
    string Id,
    Stage Stage,
    QuestionType Type,
    string Text,
    string They,
    string Name,
    ImmutableArray<string> Words,
    string Why,
    string Means,
    string Example,
    bool IsWhole,
    ImmutableArray<AnswerOption> Options,
    ImmutableArray<Cut> Cuts,
    Condition AskWhen,
    ImmutableArray<string> NoneWords,
    ImmutableArray<int> Findings)
{
    /// <summary>Every text of it that people read before they answer.</summary>
    public IEnumerable<string> Shown => Options.Select(o => o.Text).Prepend(They).Prepend(Text);

    /// <summary>The option with this id, or null.</summary>
    public AnswerOption? Option(string id) => Options.FirstOrDefault(o => o.Id == id);
}

/// <summary>A button and what it means.</summary>
/// <param name="Id">Its id on the wire.</param>
/// <param name="Text">What it shows.</param>
/// <param name="Sets">Findings that choosing it makes present, by place in the book.</param>
/// <param name="Words">What people write for it, normalised.</param>
/// <param name="AskedWords">Words that mean it only as a response, not in a story ("back", "once"), normalised.</param>
/// <param name="Topics">Vocabulary topics whose words also mean it (medicines by any name).</param>
/// <param name="Value">The number it stands for, in the question's unit, or null.</param>
public sealed record AnswerOption(
    string Id,
    string Text,
    ImmutableArray<int> Sets,
    ImmutableArray<string> Words,
    ImmutableArray<string> AskedWords,
    ImmutableArray<string> Topics,
    double? Value);

/// <summary>A cut-point: the finding is present when the value is at least <paramref name="From"/> and below <paramref name="Below"/>.</summary>
/// <param name="Finding">Place in the book.</param>
/// <param name="From">Inclusive, in the question's unit.</param>
/// <param name="Below">Exclusive, in the question's unit.</param>
public sealed record Cut(int Finding, double From, double Below);

/// <summary>One finding in a condition: present, or at least not ruled out.</summary>
/// <param name="Finding">Place in the book.</param>
/// <param name="OrUnknown">True for <c>finding?</c>: "not sure" counts as present.</param>
public readonly record struct Term(int Finding, bool OrUnknown)
{
    /// <summary>The least truth that meets it.</summary>
    public Truth Least => OrUnknown ? Truth.Unknown : Truth.Present;
}

/// <summary>A condition without negation: every term of <paramref name="All"/>, and of each group of <paramref name="Any"/> at least one.</summary>
/// <param name="All">All of these.</param>
/// <param name="Any">At least one of each group.</param>
/// <param name="Unsure">At least one of these is unknown; empty asks nothing.</param>
public sealed record Condition(ImmutableArray<Term> All, ImmutableArray<ImmutableArray<Term>> Any, ImmutableArray<int> Unsure)
{
    /// <summary>Holds always.</summary>
    public static Condition Always { get; } = new([], [], []);

    /// <summary>True when there is nothing to meet.</summary>
    public bool IsAlways => All.IsEmpty && Any.IsEmpty && Unsure.IsEmpty;

    /// <summary>Every term.</summary>
    public IEnumerable<Term> Terms => All.Concat(Any.SelectMany(g => g)).Concat(Unsure.Select(f => new Term(f, true)));

    /// <summary>Whether the findings meet it.</summary>
    public bool Holds(ReadOnlySpan<Truth> findings)
    {
        foreach (var term in All)
        {
            if (findings[term.Finding] < term.Least)
            {
                return false;
            }
        }

        foreach (var group in Any)
        {
            var met = false;
            foreach (var term in group)
            {
                met |= findings[term.Finding] >= term.Least;
            }

            if (!met)
            {
                return false;
            }
        }

        var unsure = Unsure.IsEmpty;
        foreach (var finding in Unsure)
        {
            unsure |= findings[finding] == Truth.Unknown;
        }

        return unsure;
    }
}

/// <summary>What findings lead to.</summary>
/// <param name="Id">Cited as section of <c>triage</c>.</param>
/// <param name="Level">The level it forces; the result is the greatest over all fired rules.</param>
/// <param name="When">When it fires.</param>
/// <param name="Text">What to do: each line is quoted whole.</param>
/// <param name="Why">Why this level.</param>
/// <param name="Sign">As a warning sign to watch for, or null.</param>
/// <param name="Sources">Ids of the book's sources.</param>
public sealed record Rule(
    string Id,
    Urgency Level,
    Condition When,
    ImmutableArray<string> Text,
    string Why,
    string? Sign,
    ImmutableArray<string> Sources);

/// <summary>What a level means to the person: where and how soon.</summary>
/// <param name="Level">The level.</param>
/// <param name="Title">The result's heading.</param>
/// <param name="Text">What to do at this level: each line is quoted whole, cited as section <c>level-…</c>.</param>
/// <param name="Sources">Ids of the book's sources.</param>
public sealed record Disposition(Urgency Level, string Title, ImmutableArray<string> Text, ImmutableArray<string> Sources)
{
    /// <summary>The section id that cites it.</summary>
    public string Id => "level-" + Levels.Name(Level);
}

/// <summary>The levels' names in files.</summary>
public static class Levels
{
    /// <summary>emergency, urgent, routine, self-care.</summary>
    public static string Name(Urgency level) => level switch
    {
        Urgency.Emergency => "emergency",
        Urgency.Urgent => "urgent",
        Urgency.Routine => "routine",
        _ => "self-care",
    };

    /// <summary>The level with this name, or null.</summary>
    public static Urgency? Parse(string name) => name switch
    {
        "emergency" => Urgency.Emergency,
        "urgent" => Urgency.Urgent,
        "routine" => Urgency.Routine,
        "self-care" => Urgency.SelfCare,
        _ => null,
    };
}

/// <summary>The level that a rule must have.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Level">The level.</param>
public sealed record Promise(string Rule, Urgency Level);
