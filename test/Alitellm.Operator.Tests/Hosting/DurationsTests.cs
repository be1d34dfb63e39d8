using Alitellm.Operator.Hosting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Hosting;

internal sealed class DurationsTests
{
    [TestCase("0", 0)]
    [TestCase("0s", 0)]
    [TestCase("10s", 10_000)]
    [TestCase("1h30m", 5_400_000)]
    [TestCase("1.5h", 5_400_000)]
    [TestCase(".5s", 500)]
    [TestCase("500ms", 500)]
    [TestCase("1m0.25s", 60_250)]
    [TestCase("2000us", 2)]
    [TestCase("2000µs", 2)]
    [TestCase("3000000ns", 3)]
    [TestCase("-1.5s", -1_500)]
    [TestCase("+1s", 1_000)]
    public void Text_in_the_grammar_of_Go_is_read(string text, int milliseconds)
    {
        Assert.That(Durations.TryParse(text, out TimeSpan value));
        Assert.That(value, Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));
    }

    [TestCase("")]
    [TestCase("10")]
    [TestCase("s")]
    [TestCase("1d")]
    [TestCase("1 s")]
    [TestCase("1s ")]
    [TestCase(".s")]
    [TestCase("1..5s")]
    [TestCase("--1s")]
    [TestCase("1S")]
    [TestCase("00:10:00")]
    [TestCase("9999999999999999h")]
    public void Other_text_is_refused(string text) => Assert.That(Durations.TryParse(text, out _), Is.False);
}
