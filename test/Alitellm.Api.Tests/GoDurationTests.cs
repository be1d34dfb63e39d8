using Alitellm.Api.Common;
using CsCheck;

namespace Alitellm.Api.Tests;

public sealed class GoDurationTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    [TestCase("0", 0)]
    [TestCase("+0", 0)]
    [TestCase("-0", 0)]
    [TestCase("0s", 0)]
    [TestCase("5s", 5 * Second)]
    [TestCase("+5s", 5 * Second)]
    [TestCase("-5s", -5 * Second)]
    [TestCase("1h30m", 5400 * Second)]
    [TestCase("1.5h", 5400 * Second)]
    [TestCase("-1.5h", -5400 * Second)]
    [TestCase(".5s", Second / 2)]
    [TestCase("1.s", Second)]
    [TestCase("500ms", Second / 2)]
    [TestCase("10s3m", 190 * Second)]
    [TestCase("1h2m3s4ms5us6ns", (3723 * Second) + 40_050)]
    [TestCase("39h9m14.425s", (140_954 * Second) + 4_250_000)]
    [TestCase("100ns", 1)]
    [TestCase("99ns", 0)]
    [TestCase("-199ns", -1)]
    [TestCase("12us", 120)]
    [TestCase("12\u00b5s", 120)]
    [TestCase("12\u03bcs", 120)]
    [TestCase("0.0000001s", 1)]
    [TestCase("0.3333333333333333333h", 1200 * Second)]
    [TestCase("0.333333333333333333333333333333h", 1200 * Second)]
    [TestCase("0.9223372036854775807h", 33_204_139_332)]
    [TestCase("9223372036854775807ns", 92_233_720_368_547_758)]
    [TestCase("-9223372036854775808ns", -92_233_720_368_547_758)]
    [TestCase("9223372036.854775807s", 92_233_720_368_547_758)]
    [TestCase("00000000000000000000000000001s", Second)]
    public void A_duration_is_read_as_Go_reads_it(string text, long ticks)
    {
        Assert.That(GoDuration.TryParse(text, out var duration), Is.True);
        Assert.That(duration.Ticks, Is.EqualTo(ticks));
        Assert.That(GoDuration.Parse(text), Is.EqualTo(duration));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("3")]
    [TestCase("-")]
    [TestCase("+")]
    [TestCase("s")]
    [TestCase(".")]
    [TestCase("-.")]
    [TestCase(".s")]
    [TestCase("+.s")]
    [TestCase("1d")]
    [TestCase("1H")]
    [TestCase("1e3s")]
    [TestCase("1 s")]
    [TestCase(" 1s")]
    [TestCase("1s ")]
    [TestCase("1h-30m")]
    [TestCase("--1s")]
    [TestCase("1.2.3s")]
    [TestCase("1h 30m")]
    [TestCase("\u0661s")]
    [TestCase("9223372036854775808ns")]
    [TestCase("-9223372036854775809ns")]
    [TestCase("9223372036854775.808us")]
    [TestCase("2562048h")]
    [TestCase("2562047h47m16.854775808s")]
    [TestCase("99999999999999999999999999999999999999999999999999999h")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.That(GoDuration.TryParse(text, out var duration), Is.False);
        Assert.That(duration, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Parse_names_the_text_it_refuses() =>
        Assert.That(() => GoDuration.Parse("1d"), Throws.InstanceOf<FormatException>().With.Message.Contains("'1d'"));

    [TestCase(0, "0s")]
    [TestCase(1, "100ns")]
    [TestCase(11, "1.1\u00b5s")]
    [TestCase(22_000, "2.2ms")]
    [TestCase(Second / 2, "500ms")]
    [TestCase(33 * Second / 10, "3.3s")]
    [TestCase(300 * Second, "5m0s")]
    [TestCase(305 * Second, "5m5s")]
    [TestCase((305 * Second) + 10_000, "5m5.001s")]
    [TestCase(18_305 * Second, "5h5m5s")]
    [TestCase(18_000 * Second, "5h0m0s")]
    [TestCase(-5400 * Second, "-1h30m0s")]
    [TestCase(-1, "-100ns")]
    public void A_duration_is_written_as_Go_writes_it(long ticks, string text) =>
        Assert.That(GoDuration.Format(TimeSpan.FromTicks(ticks)), Is.EqualTo(text));

    [Test]
    public void Every_duration_Go_can_hold_survives_writing_and_reading() =>
        Gen.Long[-92_233_720_368_547_758, 92_233_720_368_547_758].Sample(ticks =>
        {
            var duration = TimeSpan.FromTicks(ticks);
            return GoDuration.Parse(GoDuration.Format(duration)) == duration;
        });

    [Test]
    public void No_text_of_digits_signs_and_units_throws() =>
        Gen.String[Gen.Char["0123456789.+-hmsnu\u00b5 "], 0, 60].Sample(text => GoDuration.TryParse(text, out _) | true);
}
