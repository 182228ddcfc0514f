using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>Puts questions: the book's own and the reserved ones (offer, consent, confirm, summary).</summary>
internal static class Asking
{
    /// <summary>Asks a question of the book; options already known from the story are not offered again.</summary>
    public static TriageStep Book(Visit visit, QuestionnaireState state, Question question)
    {
        var words = visit.Now.Knowledge.English;
        var known = state.Responses.FirstOrDefault(r => r.Question == question.Id && r.Partial);
        var writer = new Writer(ReplyKind.Ask);
        if (known is { Options: var chosen })
        {
            var names = string.Join(", ", question.Options.Where(o => chosen.Contains(o.Id)).Select(o => Person.Lower(o.Text)));
            writer.Say(words.Format("triage-besides", ("known", names)));
        }

        writer.Say(Person.IsOther(state) ? question.They : question.Text);
        if (question.Options.IsEmpty && question.Type != QuestionType.YesNo)
        {
            writer.Say(words.Format("triage-example", ("example", question.Example)));
        }
        else if (question.Type == QuestionType.Choices)
        {
            writer.Say(words["triage-choose-all"]);
        }

        return Put(visit, state, writer, question.Id, question.Type, Options(words, question, known?.Options ?? []));
    }

    /// <summary>Asks a yes/no question that is not of the book.</summary>
    public static TriageStep YesNo(Visit visit, QuestionnaireState state, Writer writer, string id)
    {
        var words = visit.Now.Knowledge.English;
        return Put(visit, state, writer, id, QuestionType.YesNo, [new AskedOption("yes", words["triage-yes"]), new AskedOption("no", words["triage-no"])]);
    }

    /// <summary>Asks a choice that is not of the book.</summary>
    public static TriageStep Choice(Visit visit, QuestionnaireState state, Writer writer, string id, ImmutableArray<AskedOption> options) =>
        Put(visit, state, writer, id, QuestionType.Choice, options);

    private static TriageStep Put(Visit visit, QuestionnaireState state, Writer writer, string id, QuestionType type, ImmutableArray<AskedOption> options)
    {
        var asked = new AskedQuestion(id, type, options, visit.Turn);
        return new TriageStep(state with { Pending = asked }, [writer.Done() with { Question = asked }]);
    }

    private static ImmutableArray<AskedOption> Options(PhraseBook words, Question question, ImmutableArray<string> known)
    {
        var options = ImmutableArray.CreateBuilder<AskedOption>();
        if (question.Type == QuestionType.YesNo)
        {
            options.Add(new AskedOption("yes", words["triage-yes"]));
            options.Add(new AskedOption("no", words["triage-no"]));
        }

        options.AddRange(question.Options.Where(o => !known.Contains(o.Id)).Select(o => new AskedOption(o.Id, o.Text)));
        if (question.Type == QuestionType.Choices)
        {
            options.Add(new AskedOption("none", words["triage-none"]));
        }

        options.Add(question.Type == QuestionType.Age
            ? new AskedOption("skip", words["triage-skip"])
            : new AskedOption("not_sure", words["triage-not-sure"]));
        return options.ToImmutable();
    }
}

/// <summary>Whom the questionnaire is about.</summary>
internal static class Person
{
    /// <summary>Id of the question that asks it, and of the option that means the person who writes.</summary>
    public const string Question = "who", Self = "me";

    /// <summary>True when someone answers for another person.</summary>
    public static bool IsOther(QuestionnaireState state) =>
        state.Responses.Any(r => r.Question == Question && r.Kind == ResponseKind.Read && !r.Options.Contains(Self));

    /// <summary>The first letter made small, so that an option can stand inside a sentence; names in capitals stay.</summary>
    public static string Lower(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}
