using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Knowledge;

namespace Spasms.Dialog.State;

/// <summary>A questionnaire: offered, in flight, saved for later, or ended and open to change.</summary>
public sealed record QuestionnaireState
{
    /// <summary>Hash of the triage book it is pinned to.</summary>
    public string Book { get; init; } = "";

    /// <summary>When it was offered or begun: the pin on its triage book holds for some days. States stored before this was kept have none.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What the person had told before it began; facts in it are confirmed, not asked.</summary>
    public string Story { get; init; } = "";

    /// <summary>The question that waits for a response, or null.</summary>
    public AskedQuestion? Pending { get; init; }

    /// <summary>Given responses, oldest first; "back" takes the last.</summary>
    public ImmutableArray<GivenResponse> Responses { get; init; } = [];

    /// <summary>True once the person agreed, or needs not be asked.</summary>
    public bool Consented { get; init; }

    /// <summary>True once pre-filled facts were confirmed.</summary>
    public bool Confirmed { get; init; }

    /// <summary>True once the summary was accepted.</summary>
    public bool SummaryAccepted { get; init; }

    /// <summary>True while the person chooses what to change.</summary>
    public bool Changing { get; init; }

    /// <summary>Responses to the pending question that couldn't be read.</summary>
    public int Unclear { get; init; }

    /// <summary>True after "save for later".</summary>
    public bool Saved { get; init; }

    /// <summary>The one before it, when that ended within the days that count as soon; null otherwise.</summary>
    public EndedTriage? Earlier { get; init; }

    /// <summary>The level it ended with, or null while it runs.</summary>
    public Urgency? Ended { get; init; }
}

/// <summary>A response as given and as read.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="Verbatim">The person's words, or the button's.</param>
/// <param name="Kind">How it was read.</param>
public sealed record GivenResponse(string Question, string Verbatim, ResponseKind Kind)
{
    /// <summary>Ids of the chosen options, <c>yes</c> among them.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>The number in the question's unit, or null.</summary>
    public double? Value { get; init; }

    /// <summary>True when it was taken from the story and is not yet confirmed or completed.</summary>
    public bool Prefilled { get; init; }

    /// <summary>True when the rest of the question is still to be asked.</summary>
    public bool Partial { get; init; }
}

/// <summary>How a response was read.</summary>
public enum ResponseKind
{
    /// <summary>Options or a number.</summary>
    Read,

    /// <summary>"None of these" or "no".</summary>
    None,

    /// <summary>"Not sure".</summary>
    NotSure,

    /// <summary>Skipped.</summary>
    Skipped,
}
