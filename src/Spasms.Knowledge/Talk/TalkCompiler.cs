using System.Collections.Immutable;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Vocabularies;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Talk;

/// <summary>From small-talk.yaml and languages.yaml to a <see cref="TalkBook"/>.</summary>
internal static class TalkCompiler
{
    /// <summary>Reads both files, either may be absent; faults go into the bag.</summary>
    public static TalkBook Compile(SourceFile? smallTalk, SourceFile? languages, Vocabulary vocabulary, PhraseBook english, DiagnosticBag bag)
    {
        var book = TalkBook.Empty;
        if (smallTalk is not null && YamlText.Parse(smallTalk.Path, smallTalk.Text, bag) is { } talk)
        {
            book = ReadTalk(new MapReader(talk, bag), english, bag);
        }

        if (languages is not null && YamlText.Parse(languages.Path, languages.Text, bag) is { } root)
        {
            var map = new MapReader(root, bag);
            var words = vocabulary.PlainWords
                .Concat(vocabulary.Topics.SelectMany(t => t.Words).SelectMany(w => w.Split(' ')))
                .Concat(map.Texts("english").Select(Words.Normalise));
            book = book with
            {
                English = WordTable.Of(words),
                Languages = [.. map.Maps("languages").Select(m => ReadLanguage(m, bag))],
            };
            map.Done();
        }

        return book;
    }

    private static TalkBook ReadTalk(MapReader map, PhraseBook english, DiagnosticBag bag)
    {
        var intents = ImmutableArray.CreateBuilder<TalkIntent>();
        var sayings = new List<Saying>();
        foreach (var item in map.Maps("intents"))
        {
            var intent = new TalkIntent(item.Text("id"), item.Text("phrase"), intents.Count, item.Flag("aside"));
            Ids.Check(bag, item.PlaceOf("id"), intent.Id);
            if (intents.Any(i => i.Id == intent.Id))
            {
                bag.Report(Codes.DuplicateId, item.PlaceOf("id"), $"The intent '{intent.Id}' stands here twice: join the two.");
            }

            if (!english.Texts.ContainsKey(intent.Phrase))
            {
                bag.Report(Codes.MissingPhrase, item.PlaceOf("phrase"), $"phrases/en.yaml has no phrase '{intent.Phrase}': add it there.");
            }

            intents.Add(intent);
            foreach (var pattern in item.Scalars("says"))
            {
                if (Saying.Read(pattern.Value, intent) is { } saying)
                {
                    sayings.Add(saying);
                }
                else
                {
                    bag.Report(Codes.BadValue, pattern.At, $"'{pattern.Value}' can't be read: close each bracket around one word group, and leave a word outside of brackets.");
                }
            }

            item.Done();
        }

        var fillers = WordTable.Of(map.Texts("fillers").Select(Words.Normalise));
        map.Done();
        return TalkBook.Empty with
        {
            Intents = intents.ToImmutable(),
            Sayings = SayingTable.Of(sayings),
            Fillers = fillers,
        };
    }

    private static KnownLanguage ReadLanguage(MapReader map, DiagnosticBag bag)
    {
        var language = new KnownLanguage(
            map.Text("tag"),
            map.Text("name"),
            map.OptionalText("script"),
            map.OptionalText("letters") ?? "",
            Set(map.OptionalText("common")),
            Set(map.OptionalText("about")));
        Ids.Check(bag, map.PlaceOf("tag"), language.Tag);
        map.Done();
        return language;
    }

    private static WordTable Set(string? words) =>
        words is null ? WordTable.Empty : WordTable.Of(Words.Of(words).Select(w => w.Value));
}
