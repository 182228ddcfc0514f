using System.Collections.Immutable;
using System.Globalization;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>Says back what was told: in confirmation, summary and corrections.</summary>
internal static class Told
{
    /// <summary>One line for each response that counts.</summary>
    public static IEnumerable<ImmutableArray<Span>> Lines(Visit visit, QuestionnaireState state, Func<GivenResponse, bool> counts)
    {
        foreach (var (question, response) in Flow.Given(visit, state))
        {
            if (counts(response))
            {
                yield return [Writer.Own($"{Title(question)}: {Value(visit, question, response)}")];
            }
        }
    }

    /// <summary>The question's name as a title.</summary>
    public static string Title(Question question) => char.ToUpperInvariant(question.Name[0]) + question.Name[1..];

    /// <summary>A response in plain words.</summary>
    public static string Value(Visit visit, Question question, GivenResponse response)
    {
        var words = visit.Now.Knowledge.English;
        return response.Kind switch
        {
            ResponseKind.None => words[question.Type == QuestionType.YesNo ? "triage-told-no" : "triage-told-none"],
            ResponseKind.NotSure => words["triage-told-not-sure"],
            ResponseKind.Skipped => words["triage-told-skipped"],
            _ when question.Type == QuestionType.YesNo => words["triage-told-yes"],
            _ when response.Value is { } number => Number(visit, question, response, number),
            _ => string.Join(", ", response.Options.Select(o => Person.Lower(question.Option(o)?.Text ?? o))) + (question.Id == "where" ? Side(response.Verbatim) : ""),
        };
    }

    private static string Number(Visit visit, Question question, GivenResponse response, double number)
    {
        // "It won't let go" is no length in hours.
        var named = question.Type == QuestionType.Duration && number >= 1440 ? question.Options.FirstOrDefault(o => o.Value == number) : null;
        if ((question.Option(response.Options.FirstOrDefault() ?? "") ?? named) is { } option)
        {
            return Person.Lower(option.Text);
        }

        var words = visit.Now.Knowledge.English;
        return question.Type switch
        {
            QuestionType.Age when number < 2 => Count(visit, "triage-one-month", "triage-months", Round(number * 12)),
            QuestionType.Age => Count(visit, "triage-one-year", "triage-years", Round(number)),
            QuestionType.Scale => words.Format("triage-of-ten", ("n", Round(number))),
            QuestionType.Duration when number < 1 => Count(visit, "triage-one-second", "triage-seconds", Round(number * 60)),
            QuestionType.Duration when number < 120 => Count(visit, "triage-one-minute", "triage-minutes", Round(number)),
            QuestionType.Duration => Count(visit, "triage-one-hour", "triage-hours", Round(number / 60)),
            QuestionType.Onset when number < 1 => words["triage-today"],
            QuestionType.Onset when number < 1.5 => words["triage-yesterday"],
            QuestionType.Onset when number < 21 => words.Format("triage-days-ago", ("n", Round(number))),
            QuestionType.Onset when number < 58 => Count(visit, "triage-one-week-ago", "triage-weeks-ago", Round(Math.Round(number / 7))),
            QuestionType.Onset when number > 700 => Count(visit, "triage-one-year-ago", "triage-years-ago", Round(number / 365.25)),
            QuestionType.Onset => Count(visit, "triage-one-month-ago", "triage-months-ago", Round(Math.Round(number / 30.4))),
            _ => Round(number),
        };
    }

    private static string Count(Visit visit, string one, string many, string n) =>
        n == "1" ? visit.Now.Knowledge.English[one] : visit.Now.Knowledge.English.Format(many, ("n", n));

    private static string Round(double number) => Math.Round(number, number < 10 ? 1 : 0).ToString(CultureInfo.InvariantCulture);

    // A side is no option of its own, but people expect to see it said back.
    private static string Side(string verbatim)
    {
        var said = $" {Spasms.Knowledge.Text.Words.Normalise(verbatim)} ";
        var left = said.Contains(" left ", StringComparison.Ordinal);
        var right = said.Contains(" right ", StringComparison.Ordinal);
        var both = said.Contains(" both ", StringComparison.Ordinal) || (left && right);
        return both ? " (both sides)" : left ? " (left)" : right ? " (right)" : "";
    }
}
