using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.ListWatch;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.ListWatch;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReflectorRulesTests
{
    private readonly FakeTimeProvider _time = new();
    private ReflectorRules _rules = null!;

    [SetUp]
    public void Begin() => _rules = new(_time, new Random(1), mayBeAbsent: false);

    [Test]
    public void A_watch_that_ends_by_its_time_goes_on_at_once()
    {
        Assert.That(After(WatchEndKind.Ended, lasted: 300), Is.EqualTo(NextStep.Watch()));
    }

    [Test]
    public void A_watch_that_ends_at_once_without_an_event_counts_as_an_error()
    {
        var next = After(WatchEndKind.Ended, lasted: 0.9);

        Assert.That(next.List, Is.False);
        Assert.That(next.Delay, Is.InRange(Ms(400), Ms(800)));
    }

    [Test]
    public void A_short_watch_that_brought_something_is_none_of_these()
    {
        Assert.That(After(WatchEndKind.Ended, lasted: 0.1, lines: 1), Is.EqualTo(NextStep.Watch()));
    }

    [Test]
    public void A_cut_is_followed_at_once_and_then_steadily_below_a_second()
    {
        var delays = new List<TimeSpan> { After(WatchEndKind.Cut, lasted: 60).Delay };
        for (var i = 0; i < 100; i++)
        {
            delays.Add(After(WatchEndKind.Unreachable, 0, 0, new(null, ApiFailures.Unreachable, "x")).Delay);
        }

        Assert.Multiple(() =>
        {
            Assert.That(delays[0], Is.EqualTo(TimeSpan.Zero));
            Assert.That(delays.Skip(1), Is.All.InRange(Ms(500), Ms(800)));
            Assert.That(delays.Distinct().Count(), Is.GreaterThan(50), "spread");
        });
    }

    [Test]
    public void An_expired_version_is_listed_from_etcd_at_once_but_not_in_a_hot_loop()
    {
        var first = Refused(410);
        var second = Refused(410);
        After(WatchEndKind.Ended, lasted: 300);
        var third = Refused(410);

        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(NextStep.QuorumList()));
            Assert.That(second.Quorum);
            Assert.That(second.Delay, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(third, Is.EqualTo(NextStep.QuorumList()));
        });
    }

    [Test]
    public void Throttling_waits_as_asked_and_watches_on()
    {
        var next = Refused(429, retryAfter: 9);

        Assert.That(next.List, Is.False);
        Assert.That(next.Delay, Is.InRange(Ms(9000), Ms(9900)));
    }

    [Test]
    public void An_absurd_time_to_wait_is_cut_to_minutes()
    {
        Assert.That(Refused(429, retryAfter: 1_000_000).Delay, Is.LessThan(TimeSpan.FromMinutes(6)));
    }

    [Test]
    public void Server_errors_are_watched_through_for_two_minutes_and_then_listed()
    {
        var early = Refused(500);
        _time.Advance(TimeSpan.FromMinutes(2));
        var late = Refused(503);
        var again = Refused(503);

        Assert.That((early.List, late.List, again.List), Is.EqualTo((false, true, false)));
    }

    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    public void Other_refusals_are_listed_again_after_a_pause(int status)
    {
        var next = Refused(status);

        Assert.That((next.List, next.Quorum), Is.EqualTo((true, false)));
        Assert.That(next.Delay, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public void A_malformed_line_means_a_list()
    {
        var next = After(WatchEndKind.Malformed, lasted: 60, lines: 3);

        Assert.That((next.List, next.Quorum), Is.EqualTo((true, false)));
    }

    [Test]
    public void Refusals_back_off_to_half_a_minute_and_start_anew_after_two_healthy_minutes()
    {
        var delays = Enumerable.Range(0, 12).Select(_ => _rules.AfterListFailure(new(403, "Forbidden", "x"), false).Delay).ToList();
        _time.Advance(TimeSpan.FromMinutes(3));
        var healed = _rules.AfterListFailure(new(403, "Forbidden", "x"), false).Delay;

        Assert.Multiple(() =>
        {
            for (var i = 0; i < delays.Count; i++)
            {
                var full = Math.Min(800 * Math.Pow(2, i), 30_000);
                Assert.That(delays[i], Is.InRange(Ms(full / 2), Ms(full)), $"attempt {i}");
            }

            Assert.That(healed, Is.LessThanOrEqualTo(Ms(800)));
        });
    }

    [Test]
    public void A_list_that_expired_is_asked_again_from_etcd_and_then_with_pauses()
    {
        var expired = new KubernetesApiException(410, "Expired", "x");

        Assert.That(_rules.AfterListFailure(expired, quorum: false), Is.EqualTo(NextStep.QuorumList()));
        Assert.That(_rules.AfterListFailure(expired, quorum: true).Delay, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public void A_kind_that_may_be_absent_is_looked_for_every_dozen_seconds_however_long_it_is_away()
    {
        _rules = new(_time, new Random(1), mayBeAbsent: true);

        var steps = Enumerable.Range(0, 100).Select(_ => _rules.AfterListFailure(new(404, "NotFound", "x"), false)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(steps.Select(step => step.List), Is.All.True);
            Assert.That(steps.Select(step => step.Delay), Is.All.InRange(Ms(10_000), Ms(14_000)));
            Assert.That(steps.Select(step => step.Delay).Distinct().Count(), Is.GreaterThan(50), "spread");
            Assert.That(_rules.AfterListFailure(new(403, "Forbidden", "x"), false).Delay, Is.LessThanOrEqualTo(Ms(800)), "a refusal is another matter");
        });
    }

    private NextStep Refused(int status, int? retryAfter = null)
    {
        TimeSpan? wait = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        return After(WatchEndKind.Refused, 0, 0, new(status, "x", "x", wait));
    }

    private NextStep After(WatchEndKind kind, double lasted, long lines = 0, KubernetesApiException? failure = null)
    {
        return _rules.AfterWatch(new(kind, lines, TimeSpan.FromSeconds(lasted), failure));
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
