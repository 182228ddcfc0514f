using Spasms.Knowledge;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Text;
using Spasms.Tests.Answers;

namespace Spasms.Tests.Compiling;

/// <summary>How questions that were asked before speak for sections.</summary>
public sealed class AskedQuestionsTests
{
    private const string Causes = "intermittent-spasms#dehydration";
    private const string Help = "intermittent-spasms#stretching";

    [Fact]
    public void A_question_votes_for_the_section_of_those_it_is_like()
    {
        var votes = Votes(Read($"[{Causes}]\nparched and cramp\n[{Help}]\nbend and reach for tight legs"), "parched why");

        Assert.Equal(Causes, votes.MaxBy(v => v.Value).Key);
        Assert.True(votes[Causes] > 10 * votes[Help]);
    }

    [Fact]
    public void A_rare_word_says_more_than_a_common_one()
    {
        var votes = Votes(Read($"[{Causes}]\ncramp parched\n[{Help}]\ncramp yoga\ncramp reach\ncramp bend"), "cramp parched");

        Assert.True(votes[Causes] > votes[Help]);
    }

    [Fact]
    public void What_several_sections_answer_is_shared_among_them()
    {
        var one = Votes(Read($"[{Causes}]\nsweaty gymnasium"), "sweaty gymnasium");
        var both = Votes(Read($"[{Causes}]\nsweaty gymnasium\n[{Help}]\nsweaty gymnasium"), "sweaty gymnasium");

        Assert.True(one[Causes] > 10 * one[Help]);
        Assert.InRange(both[Help] / both[Causes], 0.5, 2);
    }

    [Fact]
    public void A_word_in_another_form_or_with_a_typo_still_votes()
    {
        var asked = Read($"[{Causes}]\nfeeling parched all day\n[{Help}]\nbend and reach all day\n[-]\nthe bus was late all day");

        Assert.Equal(Causes, Votes(asked, "parching all day").MaxBy(v => v.Value).Key);
        Assert.Equal(Causes, Votes(asked, "parchd all day").MaxBy(v => v.Value).Key);
    }

    [Fact]
    public void Questions_of_other_subjects_have_no_section_and_lower_the_share_of_ours()
    {
        var asked = Read($"[{Causes}]\nwater for my cramp\n[-]\nwater for my tomato plants\ntomato seedlings in a greenhouse");

        Assert.True(Share(asked, "water for a cramp at night") > 0.5);
        Assert.True(Share(asked, "water for tomato seedlings") < 0.5);
        Assert.Equal(0, Share(asked, "football"));
    }

    [Fact]
    public void A_question_that_stands_twice_counts_once()
    {
        var once = Votes(Read($"[{Causes}]\ngym cramp heat"), "gym cramp");
        var twice = Votes(Read($"[{Causes}]\ngym cramp heat\ngym cramp heat"), "gym cramp");

        Assert.Equal(once[Causes], twice[Causes]);
    }

    [Fact]
    public void The_same_questions_are_learnt_to_the_same_bit()
    {
        const string text = $"[{Causes}]\nparched and cramp\n[{Help}]\nbend and reach for tight legs";

        Assert.Equal(Votes(Read(text), "why so parched"), Votes(Read(text), "why so parched"));
    }

    [Fact]
    public void No_question_that_we_measure_with_is_learnt_from()
    {
        var asked = KnowledgeFiles.Real.Single(f => f.Path == AskedQuestions.Path).Text.Split('\n').Select(l => l.Trim().ToLowerInvariant()).ToHashSet();

        Assert.DoesNotContain(
            SearchCase.All().Concat(SearchCase.Asked()).SelectMany(c => c.Turns),
            t => t.Text.Length > 0 && asked.Contains(t.Text.Trim().ToLowerInvariant()));
    }

    [Fact]
    public void Each_section_of_the_articles_can_be_found_by_the_votes_of_its_own_questions()
    {
        const int Sampled = 10;
        const double Found = 0.8;
        var asked = Content.Knowledge.Asked;
        var lines = KnowledgeFiles.Real.Single(f => f.Path == AskedQuestions.Path).Text.Split('\n');
        var (right, all, at, section) = (0, 0, 0, "");
        foreach (var line in lines.Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] == '[')
            {
                section = line[1..^1];
            }
            else if (section != "-" && at++ % Sampled == 0)
            {
                all++;
                var votes = Votes(asked, line);
                right += votes.Values.Max() <= 2 * votes[section] ? 1 : 0;
            }
        }

        Assert.True(right >= Found * all, $"{right} of {all}");
    }

    private static AskedQuestions Read(string text)
    {
        var bag = new DiagnosticBag();
        var asked = AskedQuestions.Compile(new SourceFile(AskedQuestions.Path, text), Content.Knowledge.Passages, bag);
        Assert.False(bag.HasErrors);
        return asked;
    }

    private static Dictionary<string, float> Votes(AskedQuestions asked, string question)
    {
        var votes = new float[Content.Knowledge.Passages.Length];
        asked.Vote(Folded(question), votes);
        return Content.Knowledge.Passages.ToDictionary(p => p.Id, p => votes[p.Ordinal]);
    }

    private static float Share(AskedQuestions asked, string question) => asked.Vote(Folded(question), new float[Content.Knowledge.Passages.Length]);

    private static string[] Folded(string question) => [.. Words.Of(question).Select(w => Words.Singular(w.Value))];
}
