using System.Collections.Immutable;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;

namespace Spasms.Tests.Triage;

/// <summary>A whole conversation with the real content: red flags, questionnaire and answers together.</summary>
internal sealed class EngineTalk(DateTimeOffset? at = null)
{
    private static readonly ImmutableDictionary<string, string> Quiet = ImmutableDictionary<string, string>.Empty
        .Add("offer", "yes").Add("confirm", "yes").Add("summary", "ok").Add("who", "me").Add("age", "45").Add("kind", "cramp").Add("where", "calf")
        .Add("onset", "a month ago").Add("often", "now and then").Add("long", "a minute").Add("bad", "3").Add("course", "steady").Add("alarm-check", "no");

    /// <summary>When the messages arrive.</summary>
    public DateTimeOffset At { get; set; } = at ?? TriageWorld.At;

    /// <summary>How the person's last questionnaire in another conversation ended.</summary>
    public EndedTriage? Elsewhere { get; init; }

    /// <summary>What the conversation remembers.</summary>
    public DialogState State { get; private set; } = DialogState.New;

    /// <summary>The newest replies.</summary>
    public ImmutableArray<Reply> Last { get; private set; } = [];

    /// <summary>Every reply with an urgency, in order.</summary>
    public List<Reply> Levels { get; } = [];

    /// <summary>The question that waits, or null.</summary>
    public AskedQuestion? Pending => Last.LastOrDefault()?.Question;

    /// <summary>The words of the newest replies.</summary>
    public string Words => string.Join('\n', Last.Select(r => PlainText.Render(r)));

    /// <summary>Types something.</summary>
    public EngineTalk Say(string text) => Send(new UserMessage(text, At) { LastTriage = Elsewhere });

    /// <summary>Sends a picture, with words or without.</summary>
    public EngineTalk Attach(string text = "") => Send(new UserMessage(text, At) { LastTriage = Elsewhere, HasFiles = true });

    /// <summary>Presses buttons of the pending question.</summary>
    public EngineTalk Press(params string[] options) => Send(new UserMessage("", At) { Press = new Press(Pending!.Id, Pending.Turn, [.. options]), LastTriage = Elsewhere });

    /// <summary>Presses buttons of any question, a stale one too.</summary>
    public EngineTalk Press(string question, int turn, params string[] options) => Send(new UserMessage("", At) { Press = new Press(question, turn, [.. options]), LastTriage = Elsewhere });

    /// <summary>The same talk, to be led on another way.</summary>
    public EngineTalk Fork() => new(At) { Elsewhere = Elsewhere, State = State, Last = Last };

    /// <summary>Answers what is asked until nothing is, or until a question waits that is not to be answered here.</summary>
    /// <param name="until">Id of that question, or null.</param>
    /// <param name="answers">By question id; everything else is answered as someone with an ordinary cramp would.</param>
    public EngineTalk Walk(string? until = null, params (string Question, string Answer)[] answers)
    {
        for (var i = 0; i < 60 && Pending is { } asked && asked.Id != until; i++)
        {
            Say(answers.FirstOrDefault(a => a.Question == asked.Id).Answer ?? Quiet.GetValueOrDefault(asked.Id) ?? "no");
        }

        return this;
    }

    private EngineTalk Send(UserMessage message)
    {
        var snapshot = Content.In("US");
        var turn = DialogEngine.Take(snapshot, snapshot.Knowledge.Triage, State, message);
        (State, Last) = (turn.State, turn.Replies);
        Levels.AddRange(turn.Replies.Where(r => r.Urgency is not null));
        return this;
    }
}
