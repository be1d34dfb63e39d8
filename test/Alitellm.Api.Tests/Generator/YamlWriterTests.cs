using System.Text.Json.Nodes;
using Alitellm.CrdGenerator;
using CsCheck;

namespace Alitellm.Api.Tests.Generator;

public sealed class YamlWriterTests
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char["abyz XY019.:#-_'\"\\{}[]|>&*!%@`,?=~\n\tüλ"], 0, 200];

    [Test]
    public void Any_text_is_read_back_as_it_was() =>
        Text.Sample(text => Manifests.Read(YamlWriter.Write(new JsonObject { ["k"] = text }))[0]["k"]!.GetValue<string>() == text);

    [Test]
    public void Any_key_is_read_back_as_it_was() =>
        Text.Sample(text => Manifests.Read(YamlWriter.Write(new JsonObject { [text] = 1 }))[0].Single().Key == text);

    [TestCase("true")]
    [TestCase("No")]
    [TestCase("null")]
    [TestCase("1.0")]
    [TestCase("-1")]
    [TestCase("")]
    [TestCase("2026-10-01")]
    [TestCase("~")]
    public void Text_that_looks_like_something_else_is_quoted(string text) =>
        Assert.That(YamlWriter.Write(new JsonObject { ["k"] = text }), Is.EqualTo($"k: '{text}'\n"));

    [Test]
    public void Keys_are_sorted_and_lists_keep_their_order()
    {
        var document = new JsonObject { ["b"] = new JsonArray("z", "a", new JsonObject { ["d"] = 1, ["c"] = new JsonArray() }), ["B"] = new JsonObject(), ["a"] = true };

        Assert.That(YamlWriter.Write(document), Is.EqualTo("B: {}\na: true\nb:\n- z\n- a\n- c: []\n  d: 1\n"));
    }

    [Test]
    public void Long_sentences_are_folded()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 50));

        var yaml = YamlWriter.Write(new JsonObject { ["k"] = new JsonArray(text) });

        Assert.That(yaml.Split('\n'), Has.All.Length.LessThanOrEqualTo(120));
        Assert.That(Manifests.Read(yaml)[0]["k"]![0]!.GetValue<string>(), Is.EqualTo(text));
    }
}
