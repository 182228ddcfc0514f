using System.Collections.Immutable;
using Spasms.Dialog.Answers;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Dialog.Understanding;

/// <summary>Reads a message: its questions, what each asks and about what. Pure, linear in the text, never throws.</summary>
internal static class QuestionReader
{
    private const int MaxQuestions = 3;
    private const int ShortContext = 15;
    private const int ShortQuestion = 9;
    private const int MaxFamiliar = 2;

    /// <summary>Reads a message.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="index">Knows the words of the articles.</param>
    /// <param name="text">The message.</param>
    /// <param name="asks">It asks something, also where it looks like a report: then all of it is the question.</param>
    public static Message Read(AnswerTables tables, IPassageIndex index, string text, bool asks = false)
    {
        var segments = Segments.Of(tables, index, text);
        var questions = ImmutableArray.CreateBuilder<Understood>();
        var context = ImmutableArray.CreateBuilder<int>();
        var refused = ImmutableArray.CreateBuilder<int>();
        var (trouble, hurtPart) = (false, false);
        var (foreign, elsewhere, clear, words) = (false, false, false, 0);
        ImmutableArray<int> nearest = [];
        int? ahead = null;
        var isPersons = Animals.AreAside(tables, segments);
        foreach (var segment in segments)
        {
            var read = Of(tables, index, segment, isPersons);
            elsewhere |= read.Elsewhere;
            clear |= read.Clear;
            // "No, I meant my neck" asks the last question anew.
            var corrects = questions.Count == 0 && read.Thread.Correction && segment.Words.Any(w => w is "meant" or "mean");
            if (segment.IsQuestion || read.LeadsWithCue || corrects || (read.Ask == Ask.Safety && read.Topics.Any(t => SafetyAnswer.IsTaken(tables, t))))
            {
                // "The first one, what goes wrong there?"
                questions.Add(ahead is not null && read.Topics.All(t => tables.Facts[t].Subject || tables.Is(tables.Roles.Medicine, t)) ? read with { Thread = read.Thread with { Ordinal = read.Thread.Ordinal ?? ahead } } : read);
                continue;
            }

            ahead ??= read.Topics.IsEmpty ? read.Thread.Ordinal : null;
            // "I never exercise, would that help" is about exercise; "no numbness, is it serious" is not about numbness.
            var isLeftOut = read.OnlyDenies && !read.Topics.All(t => tables.Facts[t].Topic.Kind is TopicKind.Activity or TopicKind.Therapy or TopicKind.Nutrient);
            var told = isLeftOut ? [] : Reported(tables, index, segment) is { IsEmpty: false } reported ? reported : read.Topics;
            context.AddRange(told);
            refused.AddRange((read.OnlyDenies ? read.Topics : read.Denied).Where(t => tables.Facts[t].IsMedicine));
            // "I have MS and my nurse said try stretching" tells of both.
            context.AddRange(isLeftOut ? [] : read.Topics.Where(t => tables.Facts[t].Topic.Kind == TopicKind.Condition));
            nearest = questions.Count == 0 && !told.IsEmpty ? told : nearest;
            foreign |= read.Elsewhere || read.Coverage < tables.Knowledge.Questions.Calibration.Ours;
            words += segment.Words.Length;
            trouble |= TellsTrouble(tables, segment, read, bodyPart: false);
            hurtPart |= TellsTrouble(tables, segment, read, bodyPart: true);
        }

        trouble |= hurtPart && questions.Count == 0;
        if (questions.Count > 1)
        {
            questions = Meaningful(questions);
        }

        var isKeywords = questions.Count == 0 && (asks || !trouble) && segments.Length > 0;
        if (isKeywords)
        {
            // No question mark, no question word, nobody's trouble: keywords.
            questions.Add(Of(tables, index, Segments.Joined(segments), isPersons));
            context.Clear();
        }

        var focus = questions.Count > MaxQuestions
            ? [.. questions.OrderByDescending(q => q.Topics.Length > 0).Take(MaxQuestions)]
            : questions.ToImmutable();
        return new Message([.. focus.Select(q => Without(refused, q with { Told = Told(segments, focus, q) }))], [.. context.Distinct()], trouble) {
            Words = [.. segments.SelectMany(s => s.Words)],
            IsAsked = segments.Any(s => s.IsQuestion),
            IsKeywords = isKeywords,
            Nearest = nearest,
            Elsewhere = elsewhere,
            Clear = clear,
            OfMuscles = segments.Any(s => s.Words.Any(w => w is "muscle" or "nerve" or "muscular")),
            ForeignContext = foreign && words <= ShortContext && !context.Any(t => tables.Facts[t].Subject),
        };
    }

    private static ImmutableArray<string> Told(ImmutableArray<Segment> segments, ImmutableArray<Understood> questions, Understood question) =>
        [.. segments.Where(s => s.Words == question.Words || !questions.Any(q => q.Words == s.Words)).SelectMany(s => s.Words)];

    // "He won't take pills, any other way": what is refused beside a question is no answer to it.
    private static Understood Without(ImmutableArray<int>.Builder refused, Understood question) =>
        refused.Count == 0 || question.Ask is not (Ask.Treatment or Ask.Medicines or Ask.Prevention or Ask.Unsaid or Ask.Definition) || question.Topics.Any(refused.Contains) ? question
            : question.Topics.IsEmpty && (question.Thread.Other || question.Ask is Ask.Treatment or Ask.Prevention) ? question with { Topics = [.. refused.Distinct()], OnlyDenies = true }
            : question with { Denied = [.. question.Denied.Concat(refused).Distinct()] };

    // "My physio mentioned a warm-up, does it help": what was said is meant, not who said it.
    private static ImmutableArray<int> Reported(AnswerTables tables, IPassageIndex index, Segment segment)
    {
        var said = segment.Words.AsSpan().IndexOfAny(["mentioned", "suggested", "recommended", "advised", "said", "says", "told", "thinks", "talked"]);
        return said < 0 || said == segment.Words.Length - 1 ? []
            : [.. Read(tables, index, segment with { Words = segment.Words[(said + 1)..] }).Topics.Where(t => tables.Facts[t] is { Held: true, Subject: false, Topic.Kind: not (TopicKind.Person or TopicKind.BodyPart) })];
    }

    // Of a person's trouble an animal is not the matter.
    private static Understood Of(AnswerTables tables, IPassageIndex index, Segment segment, bool isPersons)
    {
        var read = Read(tables, index, segment);
        return isPersons ? read with { Topics = read.Topics.RemoveAll(t => Animals.Is(tables.Facts[t])) } : read;
    }

    private static Understood Read(AnswerTables tables, IPassageIndex index, Segment segment)
    {
        var words = segment.Words.AsSpan();
        var asks = AskReader.Read(tables, words);
        var found = TopicReader.Read(tables, index, words, asks);
        return new Understood(
            asks.Best,
            segment.YesNo,
            found.Topics,
            segment.Words,
            found.Content,
            found.Coverage,
            Pointed(PointingReader.Read(tables.Pointing, words), found.Topics, words))
        {
            Elsewhere = found.Elsewhere,
            Clear = found.Clear,
            Denied = found.Denied,
            OnlyDenies = found.OnlyDenies,
            IsFamiliar = !found.Elsewhere && found.Content.Length <= MaxFamiliar && words.Length <= ShortQuestion && found.Content.All(index.Knows),
            LeadsWithCue = asks.Leads && !IsPast(words[0]) && asks.Best is Ask.Treatment or Ask.Medicines or Ask.Prevention or Ask.Tests or Ask.Definition or Ask.Difference or Ask.Doctor or Ask.Causes,
            Second = asks.Second,
        };
    }

    // "The spasm one" names what it means.
    private static Pointing Pointed(Pointing pointing, ImmutableArray<int> topics, ReadOnlySpan<string> words) =>
        pointing.Pronoun && topics.Length > 0 && words[^1] is "one" or "ones" && !words.ContainsAny("it", "that", "this") && !words.ContainsAny("they", "them", "those")
            ? pointing with { Pronoun = false } : pointing;

    // A bare "ok?" behind a question asks nothing of its own.
    private static ImmutableArray<Understood>.Builder Meaningful(ImmutableArray<Understood>.Builder questions)
    {
        var kept = ImmutableArray.CreateBuilder<Understood>();
        kept.AddRange(questions.Where(q => !q.Topics.IsEmpty || q.Ask != Ask.Unsaid || !q.Content.IsEmpty));
        return kept.Count > 0 ? kept : questions;
    }

    // "Diagnosed with ..." tells, "diagnosis of ..." asks.
    private static bool IsPast(string word) => word.EndsWith("ed", StringComparison.Ordinal);

    private static bool TellsTrouble(AnswerTables tables, Segment segment, Understood read, bool bodyPart) =>
        !read.Elsewhere
        && read.Topics.Any(t => tables.Facts[t].Held && (bodyPart ? tables.Facts[t].Topic.Kind == TopicKind.BodyPart : tables.Facts[t].IsTrouble))
        && tables.Trouble.Occurs(segment.Words.AsSpan())
        && (bodyPart || IsSomebodys(tables, segment, read))
        && (NamesPerson(segment) || !segment.Words.Contains("and") || !read.Topics.Any(t => IsReason(tables.Facts[t])))
        && !read.Topics.Any(t => Animals.Is(tables.Facts[t]));

    // "Alcohol and nerve spasms the next day" tells of nobody: it is looked up.
    private static bool IsReason(TopicFacts facts) =>
        facts is { Held: true, Topic.Kind: TopicKind.Cause or TopicKind.Substance or TopicKind.Nutrient or TopicKind.Therapy or TopicKind.Medicine or TopicKind.MedicineGroup };

    private static bool NamesPerson(Segment segment) =>
        segment.Words.Any(w => w is "i" or "im" or "ive" or "id" or "me" or "my" or "mine" or "he" or "she" or "his" or "her" or "hes" or "shes" or "our" or "we" or "mum" or "mom" or "dad" or "husband" or "wife");

    // "Stroke of luck", "earth tremor today": a sign that other subjects know too is told of a person or a part of the body.
    private static bool IsSomebodys(AnswerTables tables, Segment segment, Understood read) =>
        read.Topics.Any(t => tables.Facts[t] is { IsTrouble: true, Everyday: false } or { Topic.Kind: TopicKind.BodyPart or TopicKind.Person })
        || NamesPerson(segment)
        || read.Topics.Length > 1;
}
