using System.Text;
using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Compare;
using CsCheck;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Compare;

public sealed class DriftReportsTests
{
    private static readonly DateTime _since = new(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc);

    [Test]
    public void No_differences_make_no_report()
    {
        Assert.That(DriftReports.From([], _since, true, []), Is.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Fields_are_sorted_by_path_with_compact_values(bool corrected)
    {
        var report = DriftReports.From(
            [
                new("b", JsonNode.Parse("""{ "y": 1.0, "x": "é" }"""), null, false) { ObservedAbsent = true },
                new("a.b", null, JsonNode.Parse("[1, 2]"), false) { DesiredAbsent = true },
                new("B", null, "text", false),
            ],
            _since,
            corrected,
            [])!;

        Assert.That(
            report.Fields!.Select(field => (field.Path, field.Desired, field.Observed)),
            Is.EqualTo(new (string, string?, string?)[] { ("B", "null", "\"text\""), ("a.b", null, "[1,2]"), ("b", """{"x":"é","y":1.0}""", null) }));
        Assert.That(report.Since, Is.EqualTo(_since));
        Assert.That(report.Corrected, Is.EqualTo(corrected));
        Assert.That(report.Truncated, Is.Null);
    }

    [TestCase(20, 20, null)]
    [TestCase(21, 20, true)]
    [TestCase(500, 20, true)]
    public void At_most_twenty_fields_are_shown(int differences, int shown, bool? truncated)
    {
        var report = DriftReports.From(
            [.. Enumerable.Range(0, differences).Select(i => new FieldDifference($"f{i:000}", 1, 2, false)).Reverse()],
            _since,
            false,
            [])!;

        Assert.That(report.Fields!, Has.Count.EqualTo(shown));
        Assert.That(report.Fields![0].Path, Is.EqualTo("f000"));
        Assert.That(report.Truncated, Is.EqualTo(truncated));
    }

    [Test]
    public void Long_values_are_cut_between_characters()
    {
        Gen.Select(Gen.String[Gen.Char["aé€"], 150, 260], Gen.Bool).Sample(
            (text, emoji) =>
            {
                var value = emoji ? "😀" + text + "😀😀😀" : text;
                var shown = Only(new("a", value, value, false)).Desired!;
                var whole = $"\"{value}\"";
                return Encoding.UTF8.GetByteCount(shown) <= 200
                    && (Encoding.UTF8.GetByteCount(whole) <= 200
                        ? shown == whole
                        : shown.EndsWith("...", StringComparison.Ordinal) && whole.StartsWith(shown[..^3], StringComparison.Ordinal)
                            && Encoding.UTF8.GetByteCount(shown) > 193 && !shown.Contains('\uFFFD', StringComparison.Ordinal));
            },
            iter: 300,
            threads: 1);
    }

    [Test]
    public void Secret_fields_show_only_whether_they_are_there()
    {
        var field = Only(new("api_key", "canary", null, true) { ObservedAbsent = true });

        Assert.That((field.Desired, field.Observed), Is.EqualTo(((string?)"***", (string?)null)));
    }

    [TestCase("canary-4711", TestName = "whole value")]
    [TestCase("https://user:canary-4711@host", TestName = "part of a value")]
    public void A_field_that_holds_a_known_secret_is_hidden_on_both_sides(string value)
    {
        var field = Only(new("api_base", value, "https://user:the-one-before@host", false), "canary-4711");

        Assert.That((field.Desired, field.Observed), Is.EqualTo(((string?)"***", (string?)"***")));
    }

    [Test]
    public void A_known_secret_that_only_LiteLLM_has_there_is_hidden_too()
    {
        var field = Only(new("api_base", null, "https://user:canary-4711@host", false) { DesiredAbsent = true }, "canary-4711");

        Assert.That((field.Desired, field.Observed), Is.EqualTo(((string?)null, (string?)"***")));
    }

    [TestCase("line one\nline \"two\"", "line one\nline \"two\"")]
    [TestCase("canary\n", "canary")]
    [TestCase("12345", 12345)]
    public void Escapes_trimming_and_numbers_do_not_uncover_a_secret(string secret, object shown)
    {
        var value = shown is int number ? JsonValue.Create(number) : JsonValue.Create((string)shown);
        var field = Only(new("a", new JsonObject { ["deep"] = new JsonArray(value) }, 1, false), secret);

        Assert.That((field.Desired, field.Observed), Is.EqualTo(((string?)"***", (string?)"***")));
    }

    [Test]
    public void A_secret_as_a_key_is_hidden_in_values_and_paths()
    {
        var inValue = Only(new("a", new JsonObject { ["canary-4711"] = 1 }, 1, false), "canary-4711");
        var inPath = Only(new("a.canary-4711", 1, 2, false), "canary-4711", "a");

        Assert.That(inValue.Desired, Is.EqualTo("***"));
        Assert.That(inPath.Path, Is.EqualTo("a.***"));
    }

    [Test]
    public void A_secret_at_the_cut_is_hidden_whole()
    {
        var field = Only(new("a", new string('x', 190) + "canary-4711", 1, false), "canary-4711");

        Assert.That(field.Desired, Is.EqualTo("***"));
    }

    [Test]
    public void Telling_names_within_a_value_are_hidden()
    {
        var field = Only(new("h", null, JsonNode.Parse("""{"Authorization":"Bearer x","list":[{"my_secret":1}],"n":1}"""), false) { DesiredAbsent = true });

        Assert.That(field.Observed, Is.EqualTo("""{"Authorization":"***","list":[{"my_secret":"***"}],"n":1}"""));
    }

    [Test]
    public void An_empty_secret_hides_nothing()
    {
        Assert.That(Only(new("a", "x", "y", false), "", "  ").Desired, Is.EqualTo("\"x\""));
    }

    [Test]
    public void What_looks_like_a_secret_is_redacted_before_the_cut()
    {
        var report = DriftReports.From(
            [new("a", new string('x', 193) + "sk-looks-like-one", 1, false)],
            _since,
            false,
            [],
            text => text.Replace("sk-looks-like-one", "[R]", StringComparison.Ordinal))!;

        Assert.That(report.Fields![0].Desired, Does.Contain("[R]").And.Not.Contain("sk-"));
    }

    [Test]
    public void A_long_path_is_cut_too()
    {
        Assert.That(Encoding.UTF8.GetByteCount(Only(new(new string('ä', 5000), 1, 2, false)).Path), Is.LessThanOrEqualTo(200));
    }

    private static Alitellm.Api.Common.DriftedField Only(FieldDifference difference, params string[] secrets)
    {
        return DriftReports.From([difference], _since, false, secrets)!.Fields!.Single();
    }
}
