using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>Answers a message from the articles, or says that they don't hold it. The red-flag scan comes before (I1).</summary>
public static class Answering
{
    private const double Telling = 0.7;

    // The share of votes that names one section beyond doubt.
    private const double Clear = 0.25;

    // The share of votes from which on what is told is answered, beside the offer.
    private const double Hinted = 0.15;

    // The same for a section about the very thing that is told of.
    private const double Faint = 0.05;

    // As like are the questions of ours that are nearest to what is told, not asked.
    private const double LikeOurs = 0.5;

    // The same share for a follow-up, of which more sections are ruled out by the talk.
    private const double Clearest = 0.5;

    private const int OverviewLevel = 2;
    private const int MostWorded = 30;

    /// <summary>Answers.</summary>
    /// <param name="now">What the bot knows.</param>
    /// <param name="state">What the conversation remembers.</param>
    /// <param name="message">What the person sent.</param>
    public static AnswerOutcome Answer(Snapshot now, DialogState state, UserMessage message)
    {
        var tables = now.Tables;
        var read = QuestionReader.Read(tables, now.Index, message.Text);
        if (read is { Trouble: true, Questions.IsEmpty: true } && FollowUpReader.AsksOn(now, state.Thread, read))
        {
            // "He has parkinsons", after "why does his leg jerk".
            read = QuestionReader.Read(tables, now.Index, message.Text, asks: true);
        }
        else if (read is { Trouble: true, Questions.IsEmpty: true } && Opening.TellsOfOther(now, state.Thread, read))
        {
            // "A lump on my eyelid" names a part of the body and is still not ours: it is looked up like keywords.
            read = QuestionReader.Read(tables, now.Index, message.Text, asks: true) with { Trouble = false };
        }
        else if (read is { Trouble: true, Questions.IsEmpty: true, Length: <= FollowUpReader.ShortStory })
        {
            read = AsAsked(now, state.Thread, message, read);
        }

        if (!read.Trouble && Opening.Tells(now, state.Thread, read))
        {
            // "Neck like concrete", or "had one last night" after "what is a cramp".
            return new AnswerOutcome([], Remember(tables, state.Thread, [.. read.Questions.SelectMany(q => q.Topics)], read.Words), true, ["own trouble"]);
        }

        if (read.Questions.IsEmpty)
        {
            return read.Trouble
                ? new AnswerOutcome([], Remember(tables, state.Thread, read.Context, read.Words), true, ["own trouble"])
                : Unread(now, state.Thread);
        }

        var writer = new Writer(ReplyKind.Answer);
        var thread = state.Thread;
        var goals = Goals(tables, read, thread);
        if (IsElsewhere(now, read, goals))
        {
            return Miss(now, thread, goals[0], read.Trouble);
        }

        var done = new List<(Goal Goal, Composed Composed)>(goals.Length);
        foreach (var goal in goals)
        {
            done.Add((goal, HangsOnRefused(goal, done) ? done[^1].Composed : Compose(now, goal, thread, writer, read)));
        }

        var answered = done.Where(d => d.Composed.Kind != ReplyKind.Abstain).ToImmutableArray();
        if (answered.IsEmpty)
        {
            return Clarifying.Write(now, done[0].Goal, read, thread) is { } choices && !read.Trouble
                ? choices
                : Miss(now, RemembersTrouble(tables, read) ? Remember(tables, thread, read.Context, read.Words) with { Misses = thread.Misses } : thread, done[0].Goal, read.Trouble);
        }

        var kind = done.Count > answered.Length || answered.Any(d => d.Composed.Kind == ReplyKind.Partial) ? ReplyKind.Partial : answered[0].Composed.Kind;
        if (done.Count > answered.Length)
        {
            writer.Say(now.Knowledge.English["rest-unknown"]);
        }

        var last = answered[^1];
        var reply = writer.Done() with { Kind = kind, Suggestions = Suggesting.After(now, last.Goal) };
        return new AnswerOutcome([reply], Next(tables, thread, last.Goal, last.Composed, read.Context), read.Trouble, [.. done.Select(d => d.Composed.Trace)]);
    }

    /// <summary>True when a message takes the last question back and names something else.</summary>
    public static bool Corrects(Snapshot now, string text) =>
        QuestionReader.Read(now.Tables, now.Index, text).Questions is [{ Thread.Correction: true, Topics.IsEmpty: false }, ..];

    /// <summary>What a message asks, each thing once, after the thread has filled in what it leaves out.</summary>
    internal static ImmutableArray<Goal> Goals(AnswerTables tables, Message read, ThreadState thread)
    {
        var goals = ImmutableArray.CreateBuilder<Goal>();
        var context = read.Context;
        foreach (var question in read.Questions)
        {
            var goal = Settled(tables, Threading.Resolve(tables, Unmedical(tables, question, thread), read, context, thread)) with
            {
                InTalk = !thread.Topics.IsEmpty || !thread.Worded.IsEmpty,
                Before = thread is { Ask: Ask.Difference, Subject: { } subject } && question.Ask is not (Ask.Difference or Ask.Unsaid or Ask.Definition) ? [.. Threading.Known(tables, [subject]).SelectMany(t => Fold.Text(tables.NameOf(t)))] : thread.Worded,
                IsTold = read is { Trouble: true, IsKeywords: true },
                Said = read.Questions.Length == 1 ? read.Words : question.Told,
            };
            goal = goal with { Apart = Apart.Of(tables, goal, Threading.Earlier(tables, thread)) };
            if (!goals.Any(g => g.Ask == goal.Ask && g.Topics.SequenceEqual(goal.Topics)))
            {
                goals.Add(goal);
                context = [.. context.Concat(goal.Topics).Distinct()];
            }
        }

        return goals.ToImmutable();
    }

    // Words of dosing without a medicine, here or in the talk, are no question of safety.
    private static Understood Unmedical(AnswerTables tables, Understood question, ThreadState thread) =>
        question.Ask == Ask.Safety
            && !(question.Topics.IsEmpty ? Threading.Earlier(tables, thread) : question.Topics.AddRange(question.Denied)).Any(t => SafetyAnswer.IsTaken(tables, t))
            && Threading.Medicine(tables, question, thread) is null
            ? question with { Ask = question.Second }
            : question;

    // "Stop my cramps" is no question of stopping a medicine: without a medicine the next likely ask is meant.
    private static Goal Settled(AnswerTables tables, Goal goal) => WithoutUntreated(tables, WithoutGenericMedicine(tables, Asked(tables, goal)));

    // "The scan showed nothing, what calms it down?": what was told beside the trouble is a test, which nobody treats.
    private static Goal WithoutUntreated(AnswerTables tables, Goal goal) =>
        goal.Ask is Ask.Treatment or Ask.Prevention or Ask.Medicines && goal.Topics.RemoveAll(t => tables.Facts[t].Topic.Kind == TopicKind.Test && !goal.Question.Topics.Contains(t)) is { IsEmpty: false } treated
            ? goal with { Topics = treated } : goal;

    // "Tablets for nerve pain" is about nerve pain; "medicine" alone says only what is asked.
    private static Goal WithoutGenericMedicine(AnswerTables tables, Goal goal) =>
        goal.Ask is Ask.Medicines or Ask.Treatment && goal.Topics.Any(t => tables.Is(tables.Roles.Medicine, t))
            && goal.Topics.Any(t => !tables.Facts[t].Subject && !tables.Is(tables.Roles.Medicine, t) && !tables.Is(tables.Roles.Illness, t) && !tables.Is(tables.Roles.SideEffect, t))
            ? goal with { Topics = goal.Topics.RemoveAll(t => tables.Is(tables.Roles.Medicine, t)) }
            : goal;

    private static Goal Asked(AnswerTables tables, Goal goal) =>
        goal is { YesNo: true, Topics.Length: 2, Ask: Ask.Unsaid } && goal.Question.Words.Contains("same") ? goal with { Ask = Ask.Difference } :
        goal.Ask == Ask.Safety && !SafetyAnswer.Applies(tables, goal) ? goal with { Ask = goal.Question.Second }
        : SafetyAnswer.Mixes(tables, goal) || SafetyAnswer.MixesTold(tables, goal) ? goal with { Ask = Ask.Safety }
        : goal.Ask == Ask.Medicines && goal.Question.Denied.Any(t => tables.Is(tables.Roles.Medicine, t)) ? goal with { Ask = Ask.Treatment }
        : goal is { Ask: Ask.Serious, Question.Second: Ask.Causes } && goal.Question.IsMilder && goal.Question.Words.Any(w => w is "thing" or "cause" or "reason" or "explanation") && !goal.Question.Words.Any(w => w is "worry" or "worried" or "dangerous" or "serious" or "bad") ? goal with { Ask = Ask.Causes }
        : goal.Ask == Ask.Treatment && !goal.Topics.IsEmpty && goal.Topics.All(t => Abstaining.HasWarning(tables, t)) ? goal with { Ask = Ask.Help }
        // "Just been put on a statin and my legs are cramping, connected?"
        : goal is { Ask: Ask.Treatment, Question.Second: Ask.Causes } && goal.Question.Topics.Any(t => tables.Facts[t].IsMedicine && Leaning.IsReason(tables, t)) && goal.Question.Topics.Any(t => tables.Facts[t].Subject) && !goal.Question.Words.Any(w => w is "help" or "treat" or "ease" or "stop") ? goal with { Ask = Ask.Causes }
        : goal.Ask == Ask.Medicines && goal.Question.Second == Ask.Causes && goal.Question.Topics.Any(t => tables.Facts[t].IsMedicine) && !goal.Question.Words.Any(w => w is "prescribe" or "prescribed" or "treat" or "help" or "example") ? goal with { Ask = Ask.Causes }
        : goal.Ask == Ask.Symptoms && !goal.Topics.IsEmpty && goal.Topics.All(t => Abstaining.HasWarning(tables, t)) ? goal with { Ask = Ask.Help }
        : goal.Ask == Ask.Symptoms && goal.Question.Second is Ask.Serious or Ask.Help ? goal with { Ask = Ask.Help }
        : goal is { Ask: Ask.Unsaid, YesNo: true } && goal.Question.Words.Contains("should") ? goal with { Ask = Ask.Treatment }
        : goal is { Ask: Ask.Unsaid, YesNo: true } && MayCause(tables, goal) ? goal with { Ask = Ask.Causes }
        : goal.Ask == Ask.Causes && IsSideEffect(tables, goal) ? goal with { Ask = Ask.Treatment, Topics = goal.Topics.RemoveAll(t => tables.Is(tables.Roles.SideEffect, t)) }
        : goal;

    // "Is it hormones?", "can overwork make it spasm": what could bring it on, beside what it brings on.
    private static bool MayCause(AnswerTables tables, Goal goal) =>
        goal.Topics.Any(t => tables.Facts[t].Topic.Kind is TopicKind.Cause or TopicKind.Substance or TopicKind.Nutrient or TopicKind.Activity)
        && (goal.Topics.Any(t => tables.Facts[t].Subject) || goal.Inherited);

    // "Side effects of muscle relaxants" is about the medicine; "spasms as a side effect of statins" is about the cause.
    private static bool IsSideEffect(AnswerTables tables, Goal goal) =>
        goal.Topics.Any(t => tables.Is(tables.Roles.SideEffect, t))
        && goal.Topics.Any(t => tables.Facts[t].IsMedicine && !tables.Is(tables.Roles.Medicine, t))
        && !goal.Topics.Any(t => tables.Facts[t].Subject);

    // "Twitching the day after a heavy night out" tells, and is answered where others asked the like.
    private static Message AsAsked(Snapshot now, ThreadState thread, UserMessage message, Message read)
    {
        var asked = QuestionReader.Read(now.Tables, now.Index, message.Text, asks: true);
        var goal = Goals(now.Tables, asked, thread)[0];
        using var evidence = Evidence.For(now.Tables, goal);
        var hinted = evidence.First >= Hinted || (evidence.First >= Faint && evidence.MostAsked.Any(p => goal.Topics.Contains(p.Primary)));
        return hinted && evidence.Ours >= LikeOurs && Confidence.Suffices(now, goal, asked, evidence) ? asked : read;
    }

    // Several questions, words of another subject, none of ours that is nobody else's: what one of them lacks, all lack.
    private static bool IsElsewhere(Snapshot now, Message read, ImmutableArray<Goal> goals) =>
        goals.Length > 1 && read is { Elsewhere: true, Clear: false } && goals.Any(g => !Suffices(now, g, read));

    // "Adrenal glands and cortisol, what time of day is it highest": what means nothing but the question before it goes with it.
    private static bool HangsOnRefused(Goal goal, List<(Goal Goal, Composed Composed)> before) =>
        !goal.InTalk && goal.Question.Topics.IsEmpty && before.Count > 0 && before[^1] is { Composed.Kind: ReplyKind.Abstain } last
        && !last.Goal.Topics.IsEmpty && goal.Topics.All(last.Goal.Topics.Contains);

    private static bool Suffices(Snapshot now, Goal goal, Message read)
    {
        using var evidence = Evidence.For(now.Tables, goal);
        return Confidence.Suffices(now, goal, read, evidence);
    }

    private static Composed Compose(Snapshot now, Goal goal, ThreadState thread, Writer writer, Message message)
    {
        var tables = now.Tables;
        var said = goal.More ? thread.Said : [];
        using var evidence = Evidence.For(tables, goal);
        if (!Confidence.Suffices(now, goal, message, evidence) && !(goal.Ask == Ask.Safety && SafetyAnswer.MixesTold(tables, goal)))
        {
            return new Composed(ReplyKind.Abstain, [], [], [], $"abstain {goal.Question.Coverage}");
        }

        if (goal.Ask == Ask.Safety)
        {
            return SafetyAnswer.Write(now, goal, writer);
        }

        if (goal.Ask == Ask.Difference)
        {
            if (DifferenceAnswer.Write(now, goal, writer) is { } difference)
            {
                return difference;
            }

            goal = goal with { Ask = goal.Question.Second == Ask.Unsaid && goal.Topics.Any(t => Abstaining.HasWarning(tables, t)) ? Ask.Help : goal.Question.Second };
            using var other = Evidence.For(tables, goal);
            return ComposePlain(now, goal, said, writer, other);
        }

        return ComposePlain(now, goal, said, writer, evidence);
    }

    private static Composed ComposePlain(Snapshot now, Goal goal, ImmutableArray<string> said, Writer writer, Evidence evidence)
    {
        var tables = now.Tables;
        goal = AsOthersAsked(tables, goal, evidence);
        if (ListAnswer.Wanted(tables, goal) && !OneTells(tables, goal, evidence) && ListAnswer.Write(now, goal, said, writer) is { } list)
        {
            return list;
        }

        var ranked = Ranking.Of(tables, now.Index, goal, evidence).Where(r => goal.Question.Topics.IsEmpty || r.Matched > 0 || r.Score >= 5 || (evidence.First >= Evidence.Beyond && r.Facts == evidence.MostAsked[0])).ToImmutableArray();
        return PlainAnswer.Write(now, goal, ranked, evidence, said, writer)
            ?? new Composed(ReplyKind.Abstain, [], [], [], goal.More ? "abstain nothing more" : "abstain no passage");
    }

    // "What makes the muscle fibers contract?" is told by one line and not by a list of causes; so is what others asked of one section.
    private static bool OneTells(AnswerTables tables, Goal goal, Evidence evidence) =>
        !goal.More && ((goal.Question.Content.Length > 0 && evidence.Most >= Telling) || (AsksForOne(goal, evidence) && !Apart.Holds(tables, goal, evidence.MostAsked[0]) && !goal.IsElsewhere(evidence.MostAsked[0]) && !IsOverview(tables, goal, evidence.MostAsked[0]) && !IsIntroduction(evidence.MostAsked[0])));

    // "How do people cope", after talk of a cure: a follow-up that names the subject itself wants its list.
    private static bool AsksForOne(Goal goal, Evidence evidence) =>
        goal.Leans ? goal.Question.Topics.IsEmpty && evidence.First >= Clearest : evidence.First >= Clear;

    // What an article begins with names its matters and tells none.
    private static bool IsIntroduction(PassageFacts passage) =>
        passage.Passage.Section == passage.Passage.Article.Sections[0];

    private static bool IsOverview(AnswerTables tables, Goal goal, PassageFacts passage) =>
        passage.Passage.Section.Aspect == ListAnswer.AspectOf(goal.Ask) && passage.Primary >= 0
        && (tables.Facts[passage.Primary].Subject || (goal.Ask == Ask.Medicines && tables.Is(tables.Roles.Medicine, passage.Primary)));

    // A cue may mislead ("how can I prevent them" holds "how can"); the section that others were answered from tells better what is asked.
    private static Goal AsOthersAsked(AnswerTables tables, Goal goal, Evidence evidence) =>
        !goal.Leans && !goal.More && goal.Ask is Ask.Causes or Ask.Treatment or Ask.Tests or Ask.Symptoms or Ask.Prevention && evidence.First >= Clear
        && evidence.MostAsked[0].Passage.Section is { Level: OverviewLevel } section && ListAnswer.AskOf(section.Aspect) is { } ask && IsOverview(tables, goal with { Ask = ask }, evidence.MostAsked[0])
            ? goal with { Ask = ask } : goal;

    // "Calves in agony after the hike, what did I do?": what is told goes on, though the question isn't ours.
    private static bool RemembersTrouble(AnswerTables tables, Message read) =>
        !read.Elsewhere && read.Context.Any(t => tables.Facts[t] is { Held: true, IsTrouble: true }) && read.Context.Any(t => tables.Facts[t] is { Held: true } f && (f.Subject || f.Topic.Kind == TopicKind.BodyPart));

    private static AnswerOutcome Miss(Snapshot now, ThreadState thread, Goal goal, bool trouble)
    {
        var misses = thread.Misses + 1;
        return new AnswerOutcome([Abstaining.Write(now, goal, misses)], thread with { Misses = misses }, trouble, [$"abstain, miss {misses}"]);
    }

    private static AnswerOutcome Unread(Snapshot now, ThreadState thread)
    {
        var misses = thread.Misses + 1;
        var reply = new Writer(ReplyKind.Abstain).Say(now.Knowledge.English["not-understood"]).Done();
        return new AnswerOutcome([reply], thread with { Misses = misses }, false, ["no words"]);
    }

    private static ThreadState Next(AnswerTables tables, ThreadState thread, Goal goal, Composed composed, ImmutableArray<int> context)
    {
        var subjects = goal.Topics.Where(t => tables.Facts[t].Subject).Select(tables.IdOf).ToArray();
        // "How does that differ from a cramp?" goes on with what it was about.
        var subject = goal.Ask == Ask.Difference && subjects.Contains(thread.Subject) ? thread.Subject : subjects.FirstOrDefault() ?? thread.Subject;
        ImmutableArray<string> topics = [.. goal.Topics.Select(tables.IdOf)];
        ImmutableArray<string> named = [.. goal.Question.Topics.Where(t => !tables.Facts[t].Subject && tables.Facts[t].Topic.Kind is not (TopicKind.Person or TopicKind.BodyPart)).Select(tables.IdOf)];
        var medicine = goal.Topics.Where(t => SafetyAnswer.IsTaken(tables, t)).Select(tables.IdOf).FirstOrDefault();
        return new ThreadState
        {
            Topics = topics.IsEmpty ? thread.Topics : topics,
            Subject = subject,
            Ask = goal.Ask == Ask.Unsaid ? composed.Told ?? Ask.Definition : goal.Ask,
            // "The second" is one of a list, else of the two that the question named, else of those that the answer named.
            Shown = !composed.Shown.IsEmpty ? composed.Shown : named.Length > 1 ? named : StillMeant(thread, topics, goal) || composed.Mentioned.IsEmpty ? thread.Shown : composed.Mentioned,
            Medicine = medicine ?? thread.Medicine,
            Lasting = Lasting.After(tables, thread, goal, context),
            Worded = [.. (goal.Leans ? Rewording.Of(tables, goal) : goal.Said).Take(MostWorded)],
            MedicineAge = medicine is null ? Math.Min(thread.MedicineAge + 1, ThreadState.MedicineForgotten) : 0,
            Said = goal.More ? [.. thread.Said, .. composed.Said] : composed.Said,
        };
    }

    // While one line of a list after the other is talked about, "the third one" still means the list.
    private static bool StillMeant(ThreadState thread, ImmutableArray<string> topics, Goal goal) =>
        !thread.Shown.IsEmpty && ((thread.Ask == Ask.Difference && topics.Any(thread.Shown.Contains)) || goal.Question.Thread.Ordinal is not null || goal.More || (goal.Question.Thread.Back && topics.Any(thread.Shown.Contains)));

    private static ThreadState Remember(AnswerTables tables, ThreadState thread, ImmutableArray<int> context, ImmutableArray<string> words)
    {
        thread = thread with { Worded = [.. words.Take(MostWorded)] };
        return context.IsEmpty ? thread : thread with
        {
            Topics = [.. context.Select(tables.IdOf)],
            Subject = context.Where(t => tables.Facts[t].Subject).Select(tables.IdOf).FirstOrDefault() ?? thread.Subject,
            Lasting = Lasting.Of(tables, context),
            Misses = 0,
        };
    }
}
