using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>What a follow-up that hardly says what it asks turns to: a bare name, "if it's MS", "how would one tell?", "which of them is for the nerve?"</summary>
internal static class Turning
{
    private static readonly HashSet<string> Helps = new(["help", "treat", "take", "give", "prescribe", "prescribed", "stop", "ease", "for", "buy"], StringComparer.Ordinal);
    private static readonly HashSet<string> Supposing = new(["if", "say", "suppose", "assuming"], StringComparer.Ordinal);

    // What is asked with these is how bad it is, and no test tells that first.
    private static readonly HashSet<string> Worries = new(["serious", "harmless", "dangerous", "worry", "worried", "worrying", "doctor", "emergency", "normal", "bad"], StringComparer.Ordinal);

    /// <summary>What a bare name asks for: "meds", after talk of an illness, its treatment and not what brings it on.</summary>
    public static Understood Asked(AnswerTables tables, Understood question, ImmutableArray<int> before, ThreadState thread)
    {
        // "What kind of drugs", after those that bring spasms on.
        if (question.Topics is [var drug] && tables.Is(tables.Roles.Medicine, drug) && question.IsBare && !question.Words.Any(Helps.Contains)
            && before.Where(t => tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Substance } facts && facts.Names.Overlaps(question.Words)).Take(1).ToImmutableArray() is { IsEmpty: false } same)
        {
            return question with { Topics = same, Ask = question.Ask == Ask.Medicines ? Ask.Definition : question.Ask };
        }

        if (!before.IsEmpty && Pain(tables, question, before, thread) is { IsEmpty: false } pain)
        {
            return question with { Topics = pain, Ask = Ask.Treatment };
        }

        // "Which of those can I do at my desk" is not about desks.
        if (!before.IsEmpty && IsOneOfThose(question.Words) && question.Ask is Ask.Unsaid or Ask.Definition && thread.Ask is Ask.Treatment or Ask.Prevention && !question.Topics.IsEmpty
            && question.Topics.All(t => tables.Facts[t] is { Subject: false, Topic: { Kind: TopicKind.Activity, Group: "daily" or null } }))
        {
            return question with { Topics = [], Ask = thread.Ask };
        }

        if (before.IsEmpty || question.Topics.IsEmpty || question.YesNo || !question.IsBare || question.Thread.Pronoun || question.Thread.About || question.Ask is not (Ask.Unsaid or Ask.Definition))
        {
            return question;
        }

        return question.Topics.All(t => tables.Is(tables.Roles.Medicine, t)) && before.Any(t => tables.Facts[t] is { Topic.Kind: TopicKind.Condition } or { Subject: true }) && !before.Any(t => tables.Facts[t].IsMedicine)
                && (thread.Ask != Ask.Causes || before.All(t => tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Condition }))
            ? question with { Ask = Ask.Medicines }
            : question;
    }

    private static bool IsOneOfThose(ImmutableArray<string> words)
    {
        for (var i = 2; i < words.Length; i++)
        {
            if (words[i - 1] == "of" && words[i - 2] is "which" or "any" or "one" or "some" && words[i] is "those" or "these" or "them")
            {
                return true;
            }
        }

        return false;
    }

    // "And the ones for nerves", after medicines.
    private static ImmutableArray<int> Pain(AnswerTables tables, Understood question, ImmutableArray<int> before, ThreadState thread) =>
        question.Topics.Where((t, at) => at > 0 || question.Topics.Length == 1 || tables.Facts[t] is { Subject: true } or { Topic.Kind: not TopicKind.Symptom }).ToArray() is [var part] && !question.YesNo && !question.Elsewhere && question.Content.Length <= 1
            && (question.Ask is Ask.Treatment or Ask.Medicines
                || (question.Ask is Ask.Unsaid or Ask.Definition && question.Thread.Back && (thread.Ask is Ask.Treatment or Ask.Medicines || before.Any(t => tables.Facts[t].IsMedicine))))
            && PainOf(tables, part) is { } pain ? [pain] : [];

    /// <summary>What is treated of a part of the body: the pain that comes from there, where no treatment of the part itself is told.</summary>
    public static ImmutableArray<int> Treated(AnswerTables tables, ImmutableArray<int> topics) => [.. topics.Select(t => PainOf(tables, t) ?? t)];

    private static int? PainOf(AnswerTables tables, int part) =>
        tables.Facts[part].Topic.Kind == TopicKind.BodyPart && !IsTreated(tables, part)
            && Fold.Text(tables.NameOf(part)) is [var name] && tables.Topics.Match([name, "pain"], 0, out var pain) == 2 && IsTreated(tables, pain)
            ? pain : null;

    private static bool IsTreated(AnswerTables tables, int topic) =>
        tables.Facts[topic].Passages.Any(p => tables.Passages[p].Passage.Section.Aspect == Aspect.Treatment && (tables.Passages[p].Primary == topic || tables.Facts[topic].Topic.Kind != TopicKind.BodyPart));

    /// <summary>"And drugs?", after talk of alcohol: not those that a doctor gives.</summary>
    public static ImmutableArray<int> Taken(AnswerTables tables, ImmutableArray<int> own, Understood question, ImmutableArray<int> before)
    {
        var groups = before.Where(t => tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Substance }).Select(t => tables.Facts[t].Topic.Group).ToArray();
        return own is [var drug] && tables.Is(tables.Roles.Medicine, drug) && question.Ask is Ask.Unsaid or Ask.Definition or Ask.Causes
            && tables.Facts.FirstOrDefault(f => f is { Held: true, Topic.Kind: TopicKind.Substance } && groups.Contains(f.Topic.Group) && f.Names.Overlaps(question.Words)) is { } kin
            ? [tables.TopicOf[kin.Topic.Id]] : own;
    }

    /// <summary>"What's the dystonia one you get there?", of the neck: the illness of that place.</summary>
    public static ImmutableArray<int> Placed(AnswerTables tables, ImmutableArray<int> own, Understood question, ImmutableArray<int> before)
    {
        if (!(own is [var illness] && tables.Facts[illness] is { Subject: false, Topic.Kind: TopicKind.Condition } && question.Words.Length > 1 && question.Words[^1] == "there" && question.Words[^2] is not ("is" or "are" or "hi" or "hey" or "hello")
            && before.Where(t => tables.Facts[t].Topic.Kind == TopicKind.BodyPart).Take(1).ToArray() is [var place]))
        {
            return own;
        }

        var narrower = tables.Facts.FirstOrDefault(f => f.Held && f.Broader.Contains(illness) && f.Passages.Any(p => tables.Passages[p].Primary == tables.TopicOf[f.Topic.Id] && tables.Passages[p].Topics.Contains(place)));
        return narrower is null ? [illness, place] : [tables.TopicOf[narrower.Topic.Id]];
    }

    /// <summary>What one wants to know of a thing of this kind when nothing is asked but what it is.</summary>
    public static Ask AskOf(TopicKind kind) => kind switch
    {
        TopicKind.Medicine or TopicKind.MedicineGroup or TopicKind.Therapy => Ask.Treatment,
        TopicKind.Test => Ask.Tests,
        _ => Ask.Causes,
    };

    /// <summary>False for "if it's a disc, do they operate", which asks something of its own.</summary>
    public static bool CarriesOver(Understood question) => question.IsBare || !question.Words.Take(2).Any(Supposing.Contains);

    /// <summary>What the talk asked and a follow-up asks of something else.</summary>
    /// <remarks>"If it's MS", after what brings spasms on, supposes the illness and asks no cause of it.</remarks>
    public static Ask Carried(AnswerTables tables, Understood question, ThreadState thread) =>
        // "And for the tightness itself", after what a medicine is.
        thread.Ask == Ask.Definition && question.Words.Take(3).Contains("for") && question.Topics.All(t => tables.Facts[t].IsTrouble) && Threading.Earlier(tables, thread).Any(t => tables.Facts[t].IsMedicine) ? Ask.Treatment :
        thread.Ask == Ask.Causes && question.Words.Any(Supposing.Contains) && question.Topics.Any(t => tables.Facts[t].Topic.Kind == TopicKind.Condition) ? question.Ask : thread.Ask;

    /// <summary>True for "how would one tell?", "how do I know if I'm short of it?", after what may be the cause: tests tell that.</summary>
    public static bool AsksHowToTell(AnswerTables tables, Understood question, ImmutableArray<int> before, ThreadState thread) =>
        question.Ask is Ask.Unsaid or Ask.Symptoms or Ask.Difference or Ask.Definition && question.Second is not (Ask.Serious or Ask.Help or Ask.Doctor) && !question.Elsewhere
        && question.Words[0] == "how" && question.Words.Any(w => w is "tell" or "know") && !IsToldTo(question.Words) && !question.Words.Any(Worries.Contains)
        && !before.IsEmpty && (!before.Any(t => tables.Facts[t].Topic.Kind == TopicKind.Condition) || question.Words.Any(w => w is "doctor" or "dr" or "doc" or "gp" or "neurologist" or "specialist" or "hospital" or "they"))
        && (thread.Ask == Ask.Causes || before.Any(t => tables.Facts[t].Topic.Kind is TopicKind.Cause or TopicKind.Nutrient));

    // "How do I tell my boss".
    private static bool IsToldTo(ImmutableArray<string> words) =>
        words.IndexOf("tell") is >= 0 and var at && at + 1 < words.Length && words[at + 1] is "my" or "him" or "her" or "them" or "people" or "the" or "someone";

    /// <summary>True for "say it's the nerve, what then": what is to be done about it.</summary>
    public static bool AsksWhatNext(AnswerTables tables, Understood question, ImmutableArray<int> context) =>
        question is { Thread.More: true, IsBare: true, Ask: Ask.Unsaid or Ask.Definition } && question.Words.Any(w => w is "then" or "now" or "next")
        && context.Any(t => tables.Facts[t] is { Held: true, Topic.Kind: TopicKind.Condition or TopicKind.Cause or TopicKind.BodyPart or TopicKind.Medicine or TopicKind.MedicineGroup });

    /// <summary>True for "which of them is for the nerve?", after what helps.</summary>
    public static bool ChoosesOne(AnswerTables tables, Understood question, ImmutableArray<int> own, ThreadState thread) =>
        question.Words.Contains("which") && question.Thread.Pronoun && thread.Ask is Ask.Treatment or Ask.Medicines or Ask.Prevention
        && own.All(t => tables.Facts[t].IsTrouble || tables.Facts[t].Topic.Kind is TopicKind.BodyPart or TopicKind.Condition);

    /// <summary>True for "what's the first thing on that?", after tests: it goes on asking, though no line of a list is meant.</summary>
    public static bool PointsAlong(Understood question) =>
        question is { Ask: Ask.Unsaid or Ask.Definition, IsPlain: true, Thread: { Ordinal: not null, Pronoun: true } };
}
