using System.Collections.Immutable;
using Moq;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Dialog.Triage;
using Spasms.Knowledge;
using Spasms.Knowledge.Countries;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.RedFlags;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Triage;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Tests.Triage;

/// <summary>The real triage book in a small world of its own, and a talk that walks it.</summary>
internal static class TriageWorld
{
    /// <summary>When every message of these tests arrives: a Sunday in November.</summary>
    public static DateTimeOffset At { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The real book.</summary>
    public static TriageBook Book { get; } = Compile(Repo.Read("knowledge/triage.yaml")).Book;

    /// <summary>The book with the real phrases and a country of the tests' own.</summary>
    public static Snapshot Snapshot { get; } = Make();

    /// <summary>Compiles a text as triage.yaml.</summary>
    public static (TriageBook Book, ImmutableArray<Diagnostic> Faults) Compile(string text)
    {
        var bag = new DiagnosticBag();
        var book = TriageCompiler.Compile(new SourceFile("triage.yaml", text), bag);
        return (book, bag.ToSorted());
    }

    private static Snapshot Make()
    {
        var bag = new DiagnosticBag();
        var phrases = PhraseCompiler.Compile([new SourceFile("phrases/en.yaml", Repo.Read("knowledge/phrases/en.yaml"))], new ReadingGrade(Vocabulary.Empty), bag);
        var country = new Country(
            "XX",
            "Testland",
            [],
            [new CountryEntry("emergency", null, "000", "Call 000 now.", []), new CountryEntry("advice", null, "001", "Call the nurse line on 001.", [])],
            ImmutableDictionary<string, string>.Empty.Add("emergency-department", "emergency room").Add("doctor", "doctor").Add("same-day", "walk-in clinic").Add("pharmacist", "pharmacist"),
            "hash");
        var knowledge = new KnowledgeBase("hash", [], [], Vocabulary.Empty, RedFlagBook.Empty, Book, [country], phrases);
        return new Snapshot(knowledge, Mock.Of<IPassageIndex>(), country);
    }
}

/// <summary>A questionnaire in progress: what was said last, and every question asked.</summary>
internal sealed class Talk
{
    private int _turn;

    private Talk()
    {
    }

    /// <summary>The state, or null when it is over.</summary>
    public QuestionnaireState? State { get; private set; }

    /// <summary>What was said last.</summary>
    public ImmutableArray<Reply> Last { get; private set; } = [];

    /// <summary>The newest response, as the engine sorted it.</summary>
    public Response? Response { get; private set; }

    /// <summary>Ids of every different question asked, reserved ones left out.</summary>
    public HashSet<string> Asked { get; } = [];

    /// <summary>The reply with the urgency, or null while none was given.</summary>
    public Reply? Result { get; private set; }

    /// <summary>The question that waits, or null.</summary>
    public AskedQuestion? Pending => Last.LastOrDefault()?.Question;

    /// <summary>All words of the last replies.</summary>
    public string Words => string.Join('\n', Last.Select(PlainText.Render));

    /// <summary>Starts one.</summary>
    public static Talk Start(string story = "", bool consent = false)
    {
        var talk = new Talk();
        talk.Take(Questionnaire.Start(talk.Visit(new UserMessage(story, TriageWorld.At) { AskConsent = consent }), story));
        return talk;
    }

    /// <summary>Starts with the offer.</summary>
    public static Talk Offer(string story = "")
    {
        var talk = new Talk();
        talk.Take(Questionnaire.Offer(talk.Visit(new UserMessage(story, TriageWorld.At)), story));
        return talk;
    }

    /// <summary>Types something.</summary>
    public Talk Say(string text) => Send(new UserMessage(text, TriageWorld.At));

    /// <summary>Presses a button of the pending question.</summary>
    public Talk Press(params string[] options) => Press(Pending!.Id, Pending.Turn, options);

    /// <summary>Presses a button of any question.</summary>
    public Talk Press(string question, int turn, params string[] options) =>
        Send(new UserMessage("", TriageWorld.At) { Press = new Press(question, turn, [.. options]) });

    /// <summary>Gives another answer to the pending question, by its buttons.</summary>
    public Talk AnswerWith(OtherAnswer other)
    {
        var options = other.Response.Options;
        return Press([.. options.IsEmpty ? [Pending!.Options.Any(o => o.Id == "none") ? "none" : "no"] : options]);
    }

    /// <summary>Asks again, as after an interruption.</summary>
    public Talk Again()
    {
        Take(Questionnaire.AskAgain(Visit(new UserMessage("", TriageWorld.At)), State!));
        return this;
    }

    private Talk Send(UserMessage message)
    {
        if (State is null)
        {
            return this;
        }

        Response = Questionnaire.Respond(Visit(message), State);
        switch (Response)
        {
            case Response.Read(var step):
                Take(step);
                break;
            case Response.Unclear(var step):
                Take(step);
                break;
        }

        return this;
    }

    private Visit Visit(UserMessage message) => new(TriageWorld.Snapshot, TriageWorld.Book, message, ++_turn);

    private void Take(TriageStep step)
    {
        State = step.State;
        Last = step.Replies;
        Result = step.Replies.LastOrDefault(r => r.Urgency is not null) ?? Result;
        if (Pending is { Id: not ("offer" or "consent" or "confirm" or "summary") } asked)
        {
            Asked.Add(asked.Id);
        }
    }
}
