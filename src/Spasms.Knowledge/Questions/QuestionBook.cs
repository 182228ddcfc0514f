using System.Collections.Immutable;

namespace Spasms.Knowledge.Questions;

/// <summary>How questions are worded (knowledge/questions.yaml): data, so that an author can teach the bot new wordings.</summary>
/// <param name="Asks">What a question can ask, in order of precedence.</param>
/// <param name="Openers">Words with which a question begins.</param>
/// <param name="YesNo">Openers that a yes or no answers.</param>
/// <param name="Fillers">Words that may stand before an opener.</param>
/// <param name="Indirect">Words that make a question of a statement.</param>
/// <param name="Trouble">Words by which people tell of their own trouble.</param>
/// <param name="Denials">Words behind which a topic is named to be left out ("without", "besides").</param>
/// <param name="Joined">Topics that people name in two words far apart.</param>
/// <param name="Spellings">Words as people type them that no slip of a finger explains.</param>
/// <param name="Roles">Topics that play a part of their own in answering.</param>
/// <param name="Thread">Words that point back to what was said before.</param>
/// <param name="Lists">Ids of the articles whose sections make up the lists.</param>
/// <param name="Subject">Topics that stand for the whole subject.</param>
/// <param name="Everyday">Topics whose words belong to other subjects too.</param>
/// <param name="Neutral">Words that say nothing about a question's subject.</param>
/// <param name="Shared">Names of the subject that other subjects use as well ("flickering", "intermittent").</param>
/// <param name="Elsewhere">Words of other subjects.</param>
/// <param name="Same">Groups of words that say the same where the lines of the articles are compared with a question.</param>
/// <param name="Calibration">From which coverage on the bot answers.</param>
public sealed record QuestionBook(
    ImmutableArray<AskCues> Asks,
    ImmutableArray<string> Openers,
    ImmutableArray<string> YesNo,
    ImmutableArray<string> Fillers,
    ImmutableArray<string> Indirect,
    ImmutableArray<string> Trouble,
    ImmutableArray<string> Denials,
    ImmutableArray<JoinedWords> Joined,
    ImmutableArray<TypedWords> Spellings,
    TopicRoles Roles,
    ThreadCues Thread,
    ImmutableArray<string> Lists,
    ImmutableArray<string> Subject,
    ImmutableArray<string> Everyday,
    ImmutableArray<string> Neutral,
    ImmutableArray<string> Shared,
    ImmutableArray<string> Elsewhere,
    ImmutableArray<ImmutableArray<string>> Same,
    Calibration Calibration)
{
    /// <summary>No wordings at all.</summary>
    public static QuestionBook Empty { get; } = new([], [], [], [], [], [], [], [], [], TopicRoles.Empty, ThreadCues.Empty, [], [], [], [], [], [], [], Calibration.Default);
}

/// <summary>Topics that play a part of their own in answering, by id.</summary>
/// <param name="Taken">What is sold in tablets without being a medicine: questions of dose and mixing are for the pharmacist.</param>
/// <param name="Medicine">Stands for medicines as such, so that "tablets for nerve pain" is about nerve pain.</param>
/// <param name="SideEffect">Stands for side effects as such.</param>
/// <param name="Illness">Stand for illnesses of the nerves as such: a list of causes keeps to those.</param>
/// <param name="Nutrition">Stand for nutrition as such: a list of causes keeps to it.</param>
/// <param name="Examined">Say no more than that a test is asked for.</param>
/// <param name="Unfit">Not to be mixed with medicines without advice, beside substances.</param>
/// <param name="Expecting">Stands for pregnancy: "I am 30 weeks".</param>
/// <param name="Young">Stands for children: "my son is 6".</param>
/// <param name="Old">Stands for older people: "my mum is 80".</param>
/// <param name="Choices">What the bot offers when a question leaves out about what it is.</param>
public sealed record TopicRoles(
    ImmutableArray<string> Taken,
    ImmutableArray<string> Medicine,
    ImmutableArray<string> SideEffect,
    ImmutableArray<string> Illness,
    ImmutableArray<string> Nutrition,
    ImmutableArray<string> Examined,
    ImmutableArray<string> Unfit,
    ImmutableArray<string> Expecting,
    ImmutableArray<string> Young,
    ImmutableArray<string> Old,
    ImmutableArray<string> Choices)
{
    /// <summary>No roles.</summary>
    public static TopicRoles Empty { get; } = new([], [], [], [], [], [], [], [], [], [], []);
}

/// <summary>"Cramp ... at night": the topic that is meant when another one is named and one of some words stands anywhere.</summary>
/// <param name="Topic">What is meant.</param>
/// <param name="Of">What is named.</param>
/// <param name="Words">The other words, one of which stands in the question.</param>
public sealed record JoinedWords(string Topic, string Of, ImmutableArray<string> Words);

/// <summary>"Shud", "muscle spams": words or groups of words that people type by their sound, or that are another word.</summary>
/// <param name="Means">What is meant, normalised.</param>
/// <param name="Typed">How it is typed, normalised.</param>
public sealed record TypedWords(string Means, ImmutableArray<string> Typed);

/// <summary>The words that show what is asked.</summary>
/// <param name="Ask">What they show.</param>
/// <param name="Cues">Count by their length in words.</param>
/// <param name="Hints">Count half a word.</param>
/// <param name="Weight">How much a cue counts beside its length; broad asks ("what is") count less.</param>
/// <param name="Topics">Topics that answer it whatever else is named.</param>
/// <param name="Lines">Words by which a line answers it: "harmless" for "is it serious".</param>
public sealed record AskCues(Ask Ask, ImmutableArray<string> Cues, ImmutableArray<string> Hints, int Weight, ImmutableArray<string> Topics, ImmutableArray<string> Lines);

/// <summary>Words that point back to what was said before.</summary>
/// <param name="More">Asks for more of the same.</param>
/// <param name="Why">Asks for the reason of what was said.</param>
/// <param name="Correction">Takes the last question back and names another topic.</param>
/// <param name="About">Carries the last question over to another topic.</param>
/// <param name="Pronouns">Stand for the last topic.</param>
/// <param name="Ordinals">Point to a line of the last list, first to fifth.</param>
/// <param name="Last">Points to its last line.</param>
/// <param name="Others">Asks for others of the same kind.</param>
public sealed record ThreadCues(
    ImmutableArray<string> More,
    ImmutableArray<string> Why,
    ImmutableArray<string> Correction,
    ImmutableArray<string> About,
    ImmutableArray<string> Pronouns,
    ImmutableArray<ImmutableArray<string>> Ordinals,
    ImmutableArray<string> Last,
    ImmutableArray<string> Others)
{
    /// <summary>No words.</summary>
    public static ThreadCues Empty { get; } = new([], [], [], [], [], [], [], []);

    /// <summary>All of them.</summary>
    public IEnumerable<string> Everything() =>
        [.. More, .. Why, .. Correction, .. About, .. Pronouns, .. Ordinals.SelectMany(o => o), .. Last, .. Others];
}

/// <summary>When the bot answers. Worked out from the tune part of tests/search; see calibration.yaml.</summary>
/// <param name="Ours">
/// From which share of its content words (known ones by weight over all by weight, in percent) a part of a message counts as ours.
/// </param>
/// <param name="Decision">How much each sign speaks for answering; empty: the share alone decides.</param>
public sealed record Calibration(int Ours, ImmutableArray<SignWeight> Decision)
{
    /// <summary>A careful value for a knowledge folder without calibration.yaml.</summary>
    public static Calibration Default { get; } = new(50, []);
}

/// <summary>What one sign counts in deciding whether to answer.</summary>
/// <param name="Sign">Its name.</param>
/// <param name="Hundredths">Its weight; below 0 it speaks against answering.</param>
public sealed record SignWeight(string Sign, int Hundredths);
