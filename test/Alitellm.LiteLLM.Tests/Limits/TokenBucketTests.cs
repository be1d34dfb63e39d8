using CsCheck;

namespace Alitellm.LiteLLM.Tests.Limits;

public sealed class TokenBucketTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    [Test]
    public void A_full_bucket_gives_its_burst_and_then_one_token_per_interval()
    {
        var bucket = TokenBucket.Create(new EndpointLimits(5, 3, 8), now: 0);
        for (var i = 0; i < 3; i++)
        {
            Assert.That(bucket.Wait(0), Is.Zero);
            bucket = bucket.Take(0);
        }

        Assert.That(bucket.Wait(0), Is.EqualTo(Second / 5));
        Assert.That(bucket.Wait(Second / 5), Is.Zero);
    }

    [Test]
    public void No_burst_means_as_many_as_go_in_a_second([Values(0.5, 1, 5)] double rate) =>
        Assert.That(TokenBucket.Create(new EndpointLimits(rate, 0, 8), 0).Burst, Is.EqualTo((int)Math.Max(1, rate)));

    [Test]
    public void A_debt_is_paid_before_the_next_token()
    {
        var bucket = TokenBucket.Create(new EndpointLimits(1, 1, 8), 0).Take(0).Take(0);

        Assert.That(bucket.Wait(0), Is.EqualTo(2 * Second));
    }

    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_rate_that_is_none_is_refused(double rate) =>
        Assert.That(() => TokenBucket.Create(new EndpointLimits(rate, 1, 8), 0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void In_any_span_of_time_at_most_burst_plus_rate_times_span_are_taken() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 20], Gen.Int[0, 2_000_000].Array[1, 200]).Sample((rate, burst, steps) =>
        {
            var bucket = TokenBucket.Create(new EndpointLimits(rate, burst, 8), 0);
            var now = 0L;
            var taken = new List<long>();
            foreach (var step in steps)
            {
                now += step;
                while (bucket.Wait(now) == 0)
                {
                    bucket = bucket.Take(now);
                    taken.Add(now);
                }
            }

            var worst = taken.SelectMany((first, i) => taken.Skip(i).Select((last, j) => j + 1 - burst - ((last - first) * rate / (double)Second))).Max();
            Assert.That(worst, Is.LessThanOrEqualTo(1e-6));
        }, iter: 20);

    [Test]
    public void Other_limits_never_grant_tokens() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 20], Gen.Int[1, 50], Gen.Int[1, 20], Gen.Int[0, 30], Gen.Int[0, 30_000_000]).Sample(
            (rate, burst, otherRate, otherBurst, takes, later) =>
            {
                var before = TokenBucket.Create(new EndpointLimits(rate, burst, 8), 0);
                for (var i = 0; i < takes; i++)
                {
                    before = before.Take(0);
                }

                var after = before.With(new EndpointLimits(otherRate, otherBurst, 8), later);

                Assert.That(Tokens(after, later), Is.LessThanOrEqualTo(Math.Min(Tokens(before, later), otherBurst)));
            });

    private static int Tokens(TokenBucket bucket, long now)
    {
        var count = 0;
        while (bucket.Wait(now) == 0)
        {
            bucket = bucket.Take(now);
            count++;
        }

        return count;
    }
}
