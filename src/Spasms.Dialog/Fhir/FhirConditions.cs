using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Fhir;

/// <summary>
/// When a question applies, as FHIR can say it. Our conditions are about findings and nest "any" in "all"; FHIR's are about
/// answers and are one "any" or one "all" an item. So a condition becomes clauses that must all hold, each met by any of its
/// tests, and each clause but the last a group around the question.
/// </summary>
internal static class FhirConditions
{
    /// <summary>The clauses of a question's condition; none: it always applies.</summary>
    public static ImmutableArray<ImmutableArray<JsonObject>> Clauses(TriageBook book, string url, Question question)
    {
        IEnumerable<ImmutableArray<Term>> groups = [.. question.AskWhen.All.Select(t => ImmutableArray.Create(t)), .. question.AskWhen.Any];
        var clauses = groups.SelectMany(g => Any(g.Select(t => Tests(book, url, t))));
        return question.AskWhen.Unsure.IsEmpty
            ? [.. clauses]
            : [.. clauses, [.. question.AskWhen.Unsure.SelectMany(f => Unknown(Reads(book, f)).Select(t => t()))]];
    }

    // A term as alternatives, each of one or two tests that must both hold (a value between two cut-points).
    private static ImmutableArray<ImmutableArray<Func<JsonObject>>> Tests(TriageBook book, string url, Term term)
    {
        var question = Reads(book, term.Finding);
        var ways = Present(url, question, term.Finding);
        return term.OrUnknown ? ways.AddRange(Unknown(question).Select(t => ImmutableArray.Create(t))) : ways;
    }

    private static ImmutableArray<ImmutableArray<Func<JsonObject>>> Present(string url, Question question, int finding)
    {
        if (!question.Cuts.IsEmpty)
        {
            return [.. question.Cuts.Where(c => c.Finding == finding).Select(c => Within(question, c))];
        }

        if (question.Type == QuestionType.YesNo)
        {
            return [[() => Test(question, "=", "answerBoolean", true)]];
        }

        return
        [
            .. question.Options.Where(o => o.Sets.Contains(finding))
                .Select(o => ImmutableArray.Create<Func<JsonObject>>(() => Test(question, "=", "answerCoding", FhirTerms.Coding(url, question.Id, o.Id, o.Text)))),
        ];
    }

    private static ImmutableArray<Func<JsonObject>> Within(Question question, Cut cut)
    {
        var tests = ImmutableArray.CreateBuilder<Func<JsonObject>>();
        if (double.IsFinite(cut.From) && cut.From > 0)
        {
            tests.Add(() => Compare(question, ">=", cut.From));
        }

        if (double.IsFinite(cut.Below))
        {
            tests.Add(() => Compare(question, "<", cut.Below));
        }

        return tests.ToImmutable();
    }

    private static ImmutableArray<Func<JsonObject>> Unknown(Question question) => FhirTerms.TypeOf(question) == "choice"
        ?
        [
            () => Test(question, "=", "answerCoding", FhirTerms.AbsentCoding(FhirTerms.Unknown)),
            () => Test(question, "=", "answerCoding", FhirTerms.AbsentCoding(FhirTerms.Declined)),
        ]
        : [() => Test(question, "exists", "answerBoolean", false)];

    // (a and b) or c  =  (a or c) and (b or c)
    private static IEnumerable<ImmutableArray<JsonObject>> Any(IEnumerable<ImmutableArray<ImmutableArray<Func<JsonObject>>>> terms)
    {
        IEnumerable<ImmutableArray<Func<JsonObject>>> clauses = [[]];
        foreach (var way in terms.SelectMany(ways => ways))
        {
            clauses = clauses.SelectMany(c => way.Select(test => c.Add(test))).ToList();
        }

        return clauses.Select(c => ImmutableArray.CreateRange(c.Select(test => test())));
    }

    private static JsonObject Compare(Question question, string than, double value) => FhirTerms.TypeOf(question) switch
    {
        "quantity" => Test(question, than, "answerQuantity", FhirTerms.Quantity(question, value)),
        "integer" => Test(question, than, "answerInteger", (int)Math.Ceiling(value)),
        _ => Test(question, than, "answerDecimal", FhirTerms.Rounded(value)),
    };

    private static JsonObject Test(Question question, string than, string kind, JsonNode answer) =>
        new() { ["question"] = question.Id, ["operator"] = than, [kind] = answer };

    private static Question Reads(TriageBook book, int finding) => book.Questions.First(q => q.Findings.Contains(finding));
}
