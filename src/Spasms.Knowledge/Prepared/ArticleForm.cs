using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Countries;
using Spasms.Knowledge.Phrases;

namespace Spasms.Knowledge.Prepared;

/// <summary>The kept forms of what is quoted or said: articles, countries, phrases.</summary>
internal static class ArticleForm
{
    public static Article Article(Form form, Article? article) => new(
        form.Text(article?.Id),
        form.Text(article?.Title),
        form.Texts(article?.AlsoCalled ?? []),
        form.Plain(article?.Aspects ?? []),
        form.List(article?.Sources ?? [], Source),
        DateOnly.FromDayNumber(form.Number(article?.Reviewed.DayNumber ?? 0)),
        form.Text(article?.Licence),
        form.List(article?.Sections ?? [], Section),
        form.Text(article?.Markdown),
        form.Text(article?.Hash));

    public static Source Source(Form form, Source? source) =>
        new(form.Text(source?.Id), form.Text(source?.Publisher), form.Text(source?.Title), form.Number(source?.Year ?? 0), form.Maybe(source?.Url));

    public static Country Country(Form form, Country? country) => new(
        form.Text(country?.Id),
        form.Text(country?.Name),
        form.List(country?.Sources ?? [], Source),
        form.List(country?.Entries ?? [], Entry),
        form.Map(country?.Services),
        form.Text(country?.Hash));

    public static PhraseBook Phrases(Form form, PhraseBook? book) => new(form.Text(book?.Language), form.Map(book?.Texts));

    private static Section Section(Form form, Section? section) => new(
        form.Text(section?.Anchor),
        form.Text(section?.Heading),
        form.Number(section?.Level ?? 0),
        form.Texts(section?.Path ?? []),
        (Aspect)form.Number((int)(section?.Aspect ?? 0)),
        form.Texts(section?.Topics ?? []),
        form.Maybe(section?.Direct),
        form.Texts(section?.Sources ?? []),
        form.List(section?.Sentences ?? [], Sentence));

    private static Sentence Sentence(Form form, Sentence? sentence) =>
        new(form.Text(sentence?.Text), form.Number(sentence?.Line ?? 0), form.Flag(sentence?.IsItem ?? false));

    private static CountryEntry Entry(Form form, CountryEntry? entry) =>
        new(form.Text(entry?.Id), form.Maybe(entry?.Name), form.Text(entry?.Number), form.Text(entry?.Text), form.Texts(entry?.Sources ?? []));
}
