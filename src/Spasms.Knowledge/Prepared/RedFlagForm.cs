using Spasms.Knowledge.RedFlags;

namespace Spasms.Knowledge.Prepared;

/// <summary>The red-flag book's kept form.</summary>
internal static class RedFlagForm
{
    public static RedFlagBook Book(Form form, RedFlagBook? book) =>
        new(form.List(book?.Sources ?? [], ArticleForm.Source), form.List(book?.Families ?? [], Family), Lexicon(form, book?.Lexicon), form.Text(book?.Hash))
        {
            Words = AlarmWords.In(form, book?.Words),
        };

    private static RedFlagFamily Family(Form form, RedFlagFamily? family) => new(
        form.Text(family?.Id),
        form.Text(family?.Name),
        form.Text(family?.Advice),
        form.Texts(family?.Sources ?? []),
        form.Texts(family?.Caught ?? []),
        form.Texts(family?.Harmless ?? []));

    private static RedFlagLexicon Lexicon(Form form, RedFlagLexicon? lexicon) => new()
    {
        Phrases = PhraseTable.In(form, lexicon?.Phrases),
        Cues = PhraseTable.In(form, lexicon?.Cues),
        Same = PhraseTable.In(form, lexicon?.Same),
        SameWords = form.Texts(lexicon?.SameWords ?? []),
        Spelling = SpellingTable.In(form, lexicon?.Spelling),
        Forms = WordForms.In(form, lexicon?.Forms),
        Unspaced = form.List(lexicon?.Unspaced ?? [], static (f, phrase) => (f.Text(phrase.Text), f.Number(phrase.Mark))),
        Background = form.Plain(lexicon?.Background ?? []),
        Marks = form.Number(lexicon?.Marks ?? 0),
        Patterns = form.List(lexicon?.Patterns ?? [], Pattern),
    };

    private static RedFlagPattern Pattern(Form form, RedFlagPattern? pattern) => new(
        form.Number(pattern?.Family ?? 0),
        (RedFlagLevel)form.Number((int)(pattern?.Level ?? 0)),
        form.Plain(pattern?.Groups ?? []),
        form.Plain(pattern?.Guards ?? []),
        form.Number(pattern?.Window ?? 0));
}
