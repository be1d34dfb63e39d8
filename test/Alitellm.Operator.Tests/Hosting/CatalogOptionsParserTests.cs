using Alitellm.Operator.Hosting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Hosting;

internal sealed class CatalogOptionsParserTests
{
    [Test]
    public void The_three_settings_make_a_catalog()
    {
        (CatalogOptions? catalog, IReadOnlyList<string> problems) = Parse("web/catalog", "https://llm.example.com/v1", """{"include":["^gpt"],"exclude":["mini$"]}""");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problems, Is.Empty);
            Assert.That((catalog?.Namespace, catalog?.Name, catalog?.ApiBase.ToString()), Is.EqualTo(("web", "catalog", "https://llm.example.com/v1")));
            Assert.That(catalog?.Include, Is.EqualTo(["^gpt"]));
            Assert.That(catalog?.Exclude, Is.EqualTo(["mini$"]));
        }
    }

    [Test]
    public void Filters_may_be_absent() => Assert.That(Parse("web/catalog", "https://a", null).Catalog?.Include, Is.Empty);

    [TestCase(null, "https://a", null, "OPENCODE_CATALOG_API_BASE is set but OPENCODE_CATALOG_CONFIGMAP is not")]
    [TestCase(null, null, "{}", "OPENCODE_CATALOG_FILTERS is set but OPENCODE_CATALOG_CONFIGMAP is not")]
    [TestCase("web/catalog", null, null, "OPENCODE_CATALOG_CONFIGMAP is set but OPENCODE_CATALOG_API_BASE is not")]
    [TestCase("catalog", "https://a", null, "is not <namespace>/<name>")]
    [TestCase("a/b/c", "https://a", null, "is not <namespace>/<name>")]
    [TestCase("/b", "https://a", null, "is not <namespace>/<name>")]
    [TestCase("a/b", "ftp://a", null, "is not an absolute http or https address")]
    [TestCase("a/b", "https://a", "[]", "is not a JSON object")]
    [TestCase("a/b", "https://a", "{", "is not valid JSON")]
    [TestCase("a/b", "https://a", """{"include":"x"}""", "include is not a list of strings")]
    [TestCase("a/b", "https://a", """{"include":[1]}""", "include is not a list of strings")]
    [TestCase("a/b", "https://a", """{"includes":[]}""", "has the key \"includes\"")]
    [TestCase("a/b", "https://a", """{"include":[],"include":[]}""", "is not valid JSON")]
    public void A_half_set_or_malformed_catalog_is_refused(string? configMap, string? apiBase, string? filters, string sentence) =>
        Assert.That(Parse(configMap, apiBase, filters).Problems, Has.Exactly(1).Contains(sentence));

    [Test]
    public void Credentials_in_the_address_are_refused_without_repeating_them()
    {
        IReadOnlyList<string> problems = Parse("a/b", "https://me:hunter2@a", null).Problems;
        Assert.That(problems, Has.Exactly(1).Contains("without credentials").And.None.Contains("hunter2"));
    }

    private static (CatalogOptions? Catalog, IReadOnlyList<string> Problems) Parse(string? configMap, string? apiBase, string? filters)
    {
        var settings = new SettingsReader(new Dictionary<string, string?>
        {
            ["OPENCODE_CATALOG_CONFIGMAP"] = configMap,
            ["OPENCODE_CATALOG_API_BASE"] = apiBase,
            ["OPENCODE_CATALOG_FILTERS"] = filters,
        });
        CatalogOptions? catalog = CatalogOptionsParser.Parse(settings);
        return (catalog, settings.Problems);
    }
}
