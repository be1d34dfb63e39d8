using Alitellm.Testing.Kubernetes;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.Kubernetes;

public sealed class YamlJsonTests
{
    [TestCase("1", "1")]
    [TestCase("-12", "-12")]
    [TestCase("1.50", "1.5")]
    [TestCase("1e3", "1000")]
    [TestCase("0x1F", "31")]
    [TestCase("0o17", "15")]
    [TestCase("'1'", "\"1\"")]
    [TestCase("\"true\"", "\"true\"")]
    [TestCase("true", "true")]
    [TestCase("False", "false")]
    [TestCase("yes", "\"yes\"")]
    [TestCase("on", "\"on\"")]
    [TestCase("null", "null")]
    [TestCase("~", "null")]
    [TestCase("", "null")]
    [TestCase("''", "\"\"")]
    [TestCase("!!str 12", "\"12\"")]
    [TestCase("1.2.3", "\"1.2.3\"")]
    [TestCase("12:30:45", "\"12:30:45\"")]
    [TestCase("2026-01-02", "\"2026-01-02\"")]
    public void Scalars_follow_the_core_schema(string yaml, string json)
    {
        Assert.That(YamlJson.Parse($"a: {yaml}")["a"]?.ToJsonString() ?? "null", Is.EqualTo(json));
    }

    [Test]
    public void Documents_are_split_and_empty_ones_left_out()
    {
        var documents = YamlJson.ParseAll("---\na: 1\n---\n---\n# nothing\n---\nb: [x, {c: 2}]\n");

        Assert.That(documents.Select(d => d.ToJsonString()), Is.EqualTo(["""{"a":1}""", """{"b":["x",{"c":2}]}"""]));
    }

    [Test]
    public void Block_scalars_are_strings()
    {
        Assert.That((string?)YamlJson.Parse("a: |\n  1\n")["a"], Is.EqualTo("1\n"));
    }
}
