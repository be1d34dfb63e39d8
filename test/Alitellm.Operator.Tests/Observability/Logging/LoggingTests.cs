using System.Text;
using System.Text.Json.Nodes;
using Alitellm.Operator.Hosting;
using Alitellm.Operator.Observability.Logging;
using Alitellm.Operator.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

#pragma warning disable CA1848, CA1873 // What any caller may write must come out right, not only what is fast.

namespace Alitellm.Operator.Tests.Observability.Logging;

internal sealed class LoggingTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));
    private MemoryStream _output = null!;

    [SetUp]
    public void SetUp() => _output = new MemoryStream();

    [TearDown]
    public void TearDown() => _output.Dispose();

    [Test]
    public void A_record_is_one_line_of_JSON_with_its_structured_values()
    {
        using ILoggerFactory factory = Factory();
        factory.CreateLogger("Some.Category").LogInformation("updated {Name} after {Elapsed} in {Count} tries", "a \"b\"\n", TimeSpan.FromSeconds(1.5), 3);
        Assert.That(Text, Is.EqualTo(
            """{"ts":"2026-01-02T03:04:05.678Z","level":"info","logger":"Some.Category","msg":"updated a \"b\"\n after 00:00:01.5000000 in 3 tries","name":"a \"b\"\n","elapsed":"00:00:01.5000000","count":3}""" + "\n"));
    }

    [TestCase(LogLevel.Trace, "trace")]
    [TestCase(LogLevel.Debug, "debug")]
    [TestCase(LogLevel.Information, "info")]
    [TestCase(LogLevel.Warning, "warn")]
    [TestCase(LogLevel.Error, "error")]
    [TestCase(LogLevel.Critical, "fatal")]
    public void Levels_have_short_names(LogLevel level, string name)
    {
        using ILoggerFactory factory = Factory(LogLevel.Trace);
        factory.CreateLogger("x").Log(level, "m");
        Assert.That((string?)Json()["level"], Is.EqualTo(name));
    }

    [Test]
    public void Values_keep_their_JSON_type()
    {
        using ILoggerFactory factory = Factory();
        factory.CreateLogger("x").LogInformation(
            "{A} {B} {C} {D} {E} {F}", true, 1.5, null, new[] { "p", "q" }, double.NaN, new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)));
        JsonObject json = Json();
        json.Remove("ts");
        json.Remove("level");
        json.Remove("logger");
        json.Remove("msg");
        Assert.That(json.ToJsonString(), Is.EqualTo("""{"a":true,"b":1.5,"c":null,"d":["p","q"],"e":"NaN","f":"2026-01-01T00:00:00.0000000Z"}"""));
    }

    [Test]
    public void Scopes_are_part_of_the_record_and_the_inner_value_wins()
    {
        using ILoggerFactory factory = Factory();
        ILogger logger = factory.CreateLogger("x");
        using (logger.BeginScope(new Dictionary<string, object?> { ["Kind"] = "LiteLLMModel", ["Name"] = "outer" }))
        using (logger.BeginScope("reconcile {Attempt}", 2))
        {
            logger.LogInformation("hello {Name}", "inner");
        }

        JsonObject json = Json();
        Assert.That(((string?)json["kind"], (string?)json["name"], (int?)json["attempt"]), Is.EqualTo(("LiteLLMModel", "inner", 2)));
    }

    [Test]
    public void A_value_cannot_replace_a_field_of_the_record()
    {
        using ILoggerFactory factory = Factory();
        factory.CreateLogger("x").LogInformation("m {Level} {Msg}", "L", "M");
        JsonObject json = Json();
        Assert.That(((string?)json["level"], (string?)json["level_"], (string?)json["msg_"]), Is.EqualTo(("info", "L", "M")));
    }

    [Test]
    public void The_stack_trace_is_written_for_errors_only()
    {
        Exception exception = Thrown();
        using ILoggerFactory factory = Factory();
        factory.CreateLogger("x").LogError(exception, "failed");
        JsonNode error = Json()["exception"]!;
        _output.SetLength(0);
        factory.CreateLogger("x").LogWarning(exception, "failed");
        JsonNode warning = Json()["exception"]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)error["type"], Is.EqualTo("System.InvalidOperationException"));
            Assert.That((string?)error["message"], Is.EqualTo("outer"));
            Assert.That((string?)error["stack"], Does.Contain("inner").And.Contain(nameof(Thrown)));
            Assert.That(warning.ToJsonString(), Is.EqualTo("""{"type":"System.InvalidOperationException","message":"outer"}"""));
        }
    }

    [TestCase(LogFormat.Json)]
    [TestCase(LogFormat.Console)]
    public void No_text_passes_the_redactor(LogFormat format)
    {
        using ILoggerFactory factory = Factory(format: format);
        ILogger logger = factory.CreateLogger("x");
        using (logger.BeginScope(new Dictionary<string, object?> { ["Scope"] = "canary" }))
        {
            logger.LogError(
                new InvalidOperationException("canary", new InvalidOperationException("canary")), "message {Text} {List} {Address}", "canary", new[] { "canary" }, new Uri("http://canary/"));
        }

        Assert.That(Text, Does.Contain("[REDACTED]").And.Not.Contain("canary"));
    }

    [Test]
    public void Records_below_the_level_are_not_written_and_those_of_the_framework_only_from_warning_on()
    {
        using ILoggerFactory factory = Factory();
        factory.CreateLogger("x").LogDebug("too detailed");
        factory.CreateLogger("Microsoft.AspNetCore").LogInformation("too chatty");
        Assert.That(Text, Is.Empty);
        factory.CreateLogger("Microsoft.AspNetCore").LogWarning("important");
        Assert.That(Text, Does.Contain("important"));
    }

    [Test]
    public void The_console_format_is_one_readable_line_that_a_value_cannot_break()
    {
        using ILoggerFactory factory = Factory(format: LogFormat.Console);
        factory.CreateLogger("x").LogWarning("hello {Name} {Empty} {Flag}", "a\n\"b\"", "", true);
        Assert.That(Text, Is.EqualTo("2026-01-02T03:04:05.678Z WARN  x: hello a\\n\"b\"  True name=\"a\\n\\\"b\\\"\" empty=\"\" flag=true\n"));
    }

    private string Text => Encoding.UTF8.GetString(_output.ToArray());

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("outer", new FormatException("inner"));
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }

    private JsonObject Json() => JsonNode.Parse(Text)!.AsObject();

    private ILoggerFactory Factory(LogLevel level = LogLevel.Information, LogFormat format = LogFormat.Json) => OperatorLogging.Create(
        TestHost.Options with { LogLevel = level, LogFormat = format },
        _output,
        static text => text.Replace("canary", "[REDACTED]", StringComparison.Ordinal),
        _time);
}
