using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Talk;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Knowledge.Prepared;

/// <summary>The kept forms of what people say: vocabulary, questions, small talk and languages.</summary>
internal static class TalkForm
{
    public static Vocabulary Vocabulary(Form form, Vocabulary? vocabulary) => new(
        form.List(vocabulary?.Groups ?? [], static (f, group) => new TopicGroup(f.Text(group?.Id), f.Text(group?.Name))),
        form.List(vocabulary?.Topics ?? [], Topic),
        form.Texts(vocabulary?.PlainWords ?? []));

    public static QuestionBook Questions(Form form, QuestionBook? book) => new(
        form.List(book?.Asks ?? [], Cues),
        form.Texts(book?.Openers ?? []),
        form.Texts(book?.YesNo ?? []),
        form.Texts(book?.Fillers ?? []),
        form.Texts(book?.Indirect ?? []),
        form.Texts(book?.Trouble ?? []),
        form.Texts(book?.Denials ?? []),
        form.List(book?.Joined ?? [], static (f, joined) => new JoinedWords(f.Text(joined?.Topic), f.Text(joined?.Of), f.Texts(joined?.Words ?? []))),
        form.List(book?.Spellings ?? [], static (f, typed) => new TypedWords(f.Text(typed?.Means), f.Texts(typed?.Typed ?? []))),
        Roles(form, book?.Roles),
        Thread(form, book?.Thread),
        form.Texts(book?.Lists ?? []),
        form.Texts(book?.Subject ?? []),
        form.Texts(book?.Everyday ?? []),
        form.Texts(book?.Neutral ?? []),
        form.Texts(book?.Shared ?? []),
        form.Texts(book?.Elsewhere ?? []),
        form.List(book?.Same ?? [], static (f, same) => f.Texts(same)),
        new Calibration(
            form.Number(book?.Calibration.Ours ?? 0),
            form.List(book?.Calibration.Decision ?? [], static (f, weight) => new SignWeight(f.Text(weight?.Sign), f.Number(weight?.Hundredths ?? 0)))));

    public static TalkBook Talk(Form form, TalkBook? book) => new(
        form.List(book?.Intents ?? [], Intent),
        SayingTable.In(form, book?.Sayings),
        WordTable.In(form, book?.Fillers),
        form.List(book?.Languages ?? [], Language),
        WordTable.In(form, book?.English));

    public static TalkIntent Intent(Form form, TalkIntent? intent) =>
        new(form.Text(intent?.Id), form.Text(intent?.Phrase), form.Number(intent?.Rank ?? 0), form.Flag(intent?.Aside ?? false));

    private static KnownLanguage Language(Form form, KnownLanguage? language) => new(
        form.Text(language?.Tag),
        form.Text(language?.Name),
        form.Maybe(language?.Script),
        form.Text(language?.Letters),
        WordTable.In(form, language?.Common),
        WordTable.In(form, language?.About));

    private static Topic Topic(Form form, Topic? topic) => new(
        form.Text(topic?.Id),
        form.Text(topic?.Name),
        (TopicKind)form.Number((int)(topic?.Kind ?? 0)),
        form.Maybe(topic?.Group),
        form.Texts(topic?.Words ?? []),
        form.Texts(topic?.Broader ?? []),
        form.Maybe(topic?.Gloss));

    private static AskCues Cues(Form form, AskCues? cues) => new(
        (Ask)form.Number((int)(cues?.Ask ?? 0)),
        form.Texts(cues?.Cues ?? []),
        form.Texts(cues?.Hints ?? []),
        form.Number(cues?.Weight ?? 0),
        form.Texts(cues?.Topics ?? []),
        form.Texts(cues?.Lines ?? []));

    private static TopicRoles Roles(Form form, TopicRoles? roles) => new(
        form.Texts(roles?.Taken ?? []),
        form.Texts(roles?.Medicine ?? []),
        form.Texts(roles?.SideEffect ?? []),
        form.Texts(roles?.Illness ?? []),
        form.Texts(roles?.Nutrition ?? []),
        form.Texts(roles?.Examined ?? []),
        form.Texts(roles?.Unfit ?? []),
        form.Texts(roles?.Expecting ?? []),
        form.Texts(roles?.Young ?? []),
        form.Texts(roles?.Old ?? []),
        form.Texts(roles?.Choices ?? []));

    private static ThreadCues Thread(Form form, ThreadCues? thread) => new(
        form.Texts(thread?.More ?? []),
        form.Texts(thread?.Why ?? []),
        form.Texts(thread?.Correction ?? []),
        form.Texts(thread?.About ?? []),
        form.Texts(thread?.Pronouns ?? []),
        form.List(thread?.Ordinals ?? [], static (f, ordinal) => f.Texts(ordinal)),
        form.Texts(thread?.Last ?? []),
        form.Texts(thread?.Others ?? []));
}
