using System.Collections.Immutable;
using System.Globalization;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge;

namespace Spasms.Tests.Triage.Second;

/// <summary>Gives a set of answers to the real dialog, button by button, and compares its end with its own reading of the rules.</summary>
internal sealed class SecondChecker(OtherBook book, Snapshot snapshot)
{
    private const int MostTurns = 60, MostBeforeSingle = 6;

    /// <summary>What the dialog did otherwise than the rules say; null when nothing.</summary>
    public string? Fault(IReadOnlyDictionary<string, OtherAnswer> answers)
    {
        var (asked, end) = Drive(answers);
        if (end is null)
        {
            return "no end";
        }

        var level = book.Level(answers);
        var fired = book.Fired(answers).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var stages = asked.Select(id => book.Questions.Single(q => q.Id == id).Stage).ToList();
        return Name(end) != level ? $"ends {Name(end)}, the rules say {level}"
            : end.Rules.FirstOrDefault(r => !fired.Contains(r) && book.Rules.Single(o => o.Id == r).When is not null) is { } wrong ? $"names {wrong}, which does not fire"
            : asked.Distinct().Count() != asked.Count ? "asks twice"
            : !stages.SequenceEqual(stages.OrderBy(s => s switch { "who" => 0, "screen" => 1, _ => 2 })) ? "asks " + string.Join(" ", asked)
            : asked.Count > MostBeforeSingle && Single(answers) is { } late ? $"{late} is found after {asked.Count} questions"
            : null;
    }

    private (List<string> Asked, Reply? End) Drive(IReadOnlyDictionary<string, OtherAnswer> answers)
    {
        var asked = new List<string>();
        var (state, question, end) = Take(DialogState.New, new UserMessage("check my symptoms", TriageWorld.At));
        for (var i = 0; i < MostTurns && question is not null && end is null; i++)
        {
            var pressed = question.Id switch
            {
                "offer" or "confirm" => new OtherAnswer(["yes"]),
                "summary" => new OtherAnswer(["ok"]),
                _ => answers[question.Id],
            };
            if (question.Id is not ("offer" or "confirm" or "summary"))
            {
                asked.Add(question.Id);
            }

            var message = pressed.Number is { } number
                ? new UserMessage(number < 2 && question.Id == "age" ? $"{Math.Round(number * 12)} months" : number.ToString(CultureInfo.InvariantCulture), TriageWorld.At)
                : new UserMessage("", TriageWorld.At) { Press = new Press(question.Id, question.Turn, Buttons(question, pressed)) };
            (state, question, end) = Take(state, message);
        }

        return (asked, question is null ? end : null);
    }

    // An age has no "not sure" button; leaving it out means the same.
    private static ImmutableArray<string> Buttons(AskedQuestion question, OtherAnswer answer) =>
        answer.Pressed.Contains("not_sure") && question.Options.All(o => o.Id != "not_sure") ? ["skip"] : answer.Pressed;

    private (DialogState State, AskedQuestion? Question, Reply? End) Take(DialogState state, UserMessage message)
    {
        var turn = DialogEngine.Take(snapshot, snapshot.Knowledge.Triage, state, message);
        return (turn.State, turn.Replies.LastOrDefault()?.Question, turn.Replies.FirstOrDefault(r => r.Urgency is not null));
    }

    // A sign that alone is an emergency, of a question that everybody is asked.
    private string? Single(IReadOnlyDictionary<string, OtherAnswer> answers) => book.Fired(answers).FirstOrDefault(r =>
        r.Level == "emergency" && r.When is { All: [var only], Any.IsEmpty: true, AndAny.IsEmpty: true } && book.Questions.First(q => q.Findings.Contains(only)).AskWhen is null)?.Id;

    private static string Name(Reply end) => end.Urgency switch
    {
        Urgency.Emergency => "emergency",
        Urgency.Urgent => "urgent",
        Urgency.Routine => "routine",
        _ => "self-care",
    };
}
