using System.Collections.Immutable;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Questions;

/// <summary>From questions.yaml and calibration.yaml to a <see cref="QuestionBook"/>.</summary>
public static class QuestionCompiler
{
    /// <summary>Reads the wordings; faults go into the bag.</summary>
    /// <param name="questions">questions.yaml.</param>
    /// <param name="calibration">calibration.yaml, or null for the default.</param>
    /// <param name="topics">Every topic id of the vocabulary; an unknown one is K025.</param>
    /// <param name="bag">Receives the faults.</param>
    public static QuestionBook Compile(SourceFile questions, SourceFile? calibration, IReadOnlySet<string> topics, DiagnosticBag bag)
    {
        if (YamlText.Parse(questions.Path, questions.Text, bag) is not { } root)
        {
            return QuestionBook.Empty;
        }

        var map = new MapReader(root, bag);
        var book = new QuestionBook(
            ReadAsks(map, topics, bag),
            Phrases(map, "openers"),
            Phrases(map, "yesno"),
            Phrases(map, "fillers"),
            Phrases(map, "indirect"),
            Phrases(map, "trouble"),
            Phrases(map, "denials"),
            ReadJoined(map, topics, bag),
            ReadSpellings(map, bag),
            ReadRoles(map, topics, bag),
            ReadThread(map, bag),
            map.Texts("lists"),
            Topics(map, "subject", topics, bag),
            Topics(map, "everyday", topics, bag),
            Phrases(map, "neutral"),
            Phrases(map, "shared"),
            Phrases(map, "elsewhere"),
            Groups(map, "same", bag),
            calibration is null ? Calibration.Default : ReadCalibration(calibration, bag));
        map.Done();
        return book;
    }

    private static ImmutableArray<AskCues> ReadAsks(MapReader map, IReadOnlySet<string> topics, DiagnosticBag bag)
    {
        var asks = ImmutableArray.CreateBuilder<AskCues>();
        foreach (var item in map.Maps("asks"))
        {
            var id = item.Text("id");
            if (!Enum.TryParse<Ask>(id, ignoreCase: true, out var ask) || ask == Ask.Unsaid)
            {
                bag.Error(Codes.BadValue, item.PlaceOf("id"), $"'{id}' is nothing that the bot can be asked.");
            }

            asks.Add(new AskCues(ask, Phrases(item, "cues"), Phrases(item, "hints"), item.OptionalNumber("weight") ?? 10, Topics(item, "topics", topics, bag), Phrases(item, "lines")));
            item.Done();
        }

        return asks.ToImmutable();
    }

    private static ImmutableArray<JoinedWords> ReadJoined(MapReader map, IReadOnlySet<string> topics, DiagnosticBag bag)
    {
        var all = ImmutableArray.CreateBuilder<JoinedWords>();
        foreach (var item in map.Maps("joined"))
        {
            foreach (var key in (string[])["topic", "of"])
            {
                if (!topics.Contains(item.Text(key)))
                {
                    bag.Error(Codes.UnknownTopic, item.PlaceOf(key), $"The topic '{item.Text(key)}' is not in vocabulary.yaml.");
                }
            }

            all.Add(new JoinedWords(item.Text("topic"), item.Text("of"), Phrases(item, "words")));
            item.Done();
        }

        return all.ToImmutable();
    }

    private static ImmutableArray<TypedWords> ReadSpellings(MapReader map, DiagnosticBag bag)
    {
        var all = ImmutableArray.CreateBuilder<TypedWords>();
        foreach (var item in map.Maps("spellings"))
        {
            var means = Words.Normalise(item.Text("means"));
            if (means.Length == 0)
            {
                bag.Error(Codes.BadValue, item.PlaceOf("means"), "No word is meant here: write the words that the spelling stands for.");
            }

            all.Add(new TypedWords(means, Phrases(item, "typed")));
            item.Done();
        }

        return all.ToImmutable();
    }

    private static TopicRoles ReadRoles(MapReader map, IReadOnlySet<string> topics, DiagnosticBag bag)
    {
        if (map.OptionalMap("roles") is not { } roles)
        {
            return TopicRoles.Empty;
        }

        var read = new TopicRoles(
            Topics(roles, "taken", topics, bag),
            Topics(roles, "medicine", topics, bag),
            Topics(roles, "side-effect", topics, bag),
            Topics(roles, "illness", topics, bag),
            Topics(roles, "nutrition", topics, bag),
            Topics(roles, "examined", topics, bag),
            Topics(roles, "unfit", topics, bag),
            Topics(roles, "expecting", topics, bag),
            Topics(roles, "young", topics, bag),
            Topics(roles, "old", topics, bag),
            Topics(roles, "choices", topics, bag));
        roles.Done();
        return read;
    }

    private static ThreadCues ReadThread(MapReader map, DiagnosticBag bag)
    {
        if (map.OptionalMap("thread") is not { } thread)
        {
            return ThreadCues.Empty;
        }

        var ordinals = Groups(thread, "ordinals", bag);
        var cues = new ThreadCues(
            Phrases(thread, "more"),
            Phrases(thread, "why"),
            Phrases(thread, "correction"),
            Phrases(thread, "about"),
            Phrases(thread, "pronouns"),
            ordinals,
            Phrases(thread, "last"),
            Phrases(thread, "others"));
        thread.Done();
        return cues;
    }

    private static ImmutableArray<ImmutableArray<string>> Groups(MapReader map, string key, DiagnosticBag bag)
    {
        var groups = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        foreach (var item in map.Items(key))
        {
            if (item is Node.List list)
            {
                groups.Add([.. list.Items.OfType<Node.Scalar>().Select(s => Words.Normalise(s.Value))]);
            }
            else
            {
                bag.Error(Codes.WrongNode, item.At, $"Each line of '{key}' is a list of texts.");
            }
        }

        return groups.ToImmutable();
    }

    private static Calibration ReadCalibration(SourceFile file, DiagnosticBag bag)
    {
        if (YamlText.Parse(file.Path, file.Text, bag) is not { } root)
        {
            return Calibration.Default;
        }

        var map = new MapReader(root, bag);
        var read = new Calibration(Percent(map, "ours", bag), Weights(map, "decision"));
        map.Done();
        return read;
    }

    private static ImmutableArray<SignWeight> Weights(MapReader map, string key) =>
        map.OptionalMap(key) is not { } weights ? [] : [.. weights.Keys.ToArray().Select(k => new SignWeight(k, weights.OptionalNumber(k) ?? 0))];

    private static int Percent(MapReader map, string key, DiagnosticBag bag)
    {
        var value = map.OptionalNumber(key);
        if (value is null or < 0 or > 100)
        {
            bag.Error(Codes.BadValue, map.PlaceOf(key), $"'{key}' takes a whole number from 0 to 100.");
        }

        return value ?? 100;
    }

    private static ImmutableArray<string> Phrases(MapReader map, string key) =>
        [.. map.Texts(key).Select(Words.Normalise).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal)];

    private static ImmutableArray<string> Topics(MapReader map, string key, IReadOnlySet<string> topics, DiagnosticBag bag)
    {
        foreach (var id in map.Scalars(key))
        {
            if (!topics.Contains(id.Value))
            {
                bag.Error(Codes.UnknownTopic, id.At, $"The topic '{id.Value}' is not in vocabulary.yaml.");
            }
        }

        return map.Texts(key);
    }
}
