namespace Spasms.Tests.Triage;

public sealed class StoryTests
{
    [Theory]
    [InlineData("My calves cramp every night for two weeks and it wakes me up", "who kind where onset often")]
    [InlineData("The cramp in my foot keeps coming back. I'm 45 and otherwise healthy.", "who age kind where")]
    [InlineData("my mother, 81, takes furosemide and gets leg cramps at night", "who age kind where medicines")]
    [InlineData("Hi, I'm a 32 year old woman, 20 weeks pregnant. Since last week I get charley horses in both calves about 3 times a week, each lasts about 2 minutes. Pain is 7/10.", "who age pregnant kind where onset often long bad")]
    [InlineData("twitching all over for three months, worried it could be ALS. no weakness, no numbness", "kind where onset")]
    [InlineData("I had a knee operation 10 days ago and now my left calf is swollen and hurts like a cramp", "who screen-body kind where recent")]
    [InlineData("My hand cramps when I write. It started about 2 months ago.", "who kind where onset")]
    [InlineData("my friend told me cramps can lead to trouble", "kind")]
    [InlineData("been on olanzapine for six years, lately my neck pulls to the right", "who kind where medicines")]
    [InlineData("on prednisolone for years, my back went into spasm when I bent down", "who kind where medicines")]
    [InlineData("I'm 19 weeks and get foot cramps on and off for a month", "who pregnant kind where onset")]
    [InlineData("hello there, how are you today", "")]
    public void A_story_gives_the_facts_it_states_and_no_others(string story, string facts) =>
        Assert.Equal(facts.Split(' ', StringSplitOptions.RemoveEmptyEntries), Talk.Start(story).State!.Responses.Select(r => r.Question));

    [Fact]
    public void A_sign_that_alone_is_an_emergency_is_asked_for_and_never_taken_from_a_story() =>
        Assert.DoesNotContain(Talk.Start("my dad had a stroke and a seizure once and I have chest pain and leg cramps").State!.Responses, r => r.Question == "screen-chest");
}
