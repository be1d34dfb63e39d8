using Alitellm.Kubernetes;
using Alitellm.Operator.Remote.Policies;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Policies;

public sealed class RecreateBreakerTests
{
    private static readonly ObjectKey _key = new("n", "a");

    private readonly FakeTimeProvider _time = new();

    [Test]
    public void It_trips_at_the_limit_and_not_before()
    {
        var breaker = new RecreateBreaker(3, _time);
        var tripped = new List<bool>();
        for (var i = 0; i < 4; i++)
        {
            tripped.Add(breaker.IsTripped(_key));
            breaker.Record(_key);
        }

        Assert.That(tripped, Is.EqualTo(new[] { false, false, false, true }));
    }

    [Test]
    public void It_closes_again_as_recreations_leave_the_sliding_minute()
    {
        var breaker = new RecreateBreaker(2, _time);
        breaker.Record(_key);
        _time.Advance(TimeSpan.FromSeconds(40));
        breaker.Record(_key);

        _time.Advance(TimeSpan.FromSeconds(19.999));
        Assert.That(breaker.IsTripped(_key));

        _time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.That(breaker.IsTripped(_key), Is.False);

        breaker.Record(_key);
        Assert.That(breaker.IsTripped(_key));
    }

    [Test]
    public void Recreations_past_the_limit_keep_it_tripped_from_the_newest_on()
    {
        var breaker = new RecreateBreaker(2, _time);
        for (var i = 0; i < 10; i++)
        {
            breaker.Record(_key);
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        _time.Advance(TimeSpan.FromSeconds(39));
        Assert.That(breaker.IsTripped(_key));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(breaker.IsTripped(_key), Is.False);
    }

    [Test]
    public void Objects_do_not_share_a_count_and_clearing_one_spares_the_other()
    {
        var breaker = new RecreateBreaker(1, _time);
        var other = new ObjectKey("n", "b");
        breaker.Record(_key);
        Assert.That(breaker.IsTripped(other), Is.False);

        breaker.Record(other);
        breaker.Clear(_key);

        Assert.That(breaker.IsTripped(_key), Is.False);
        Assert.That(breaker.IsTripped(other));
    }

    [TestCase(0)]
    [TestCase(-5)]
    public void It_cannot_be_switched_off(int limit)
    {
        var breaker = new RecreateBreaker(limit, _time);
        for (var i = 0; i < 9; i++)
        {
            breaker.Record(_key);
        }

        Assert.That(breaker.IsTripped(_key), Is.False);
        breaker.Record(_key);
        Assert.That(breaker.IsTripped(_key));
    }

    [Test]
    public void Sweeping_up_old_objects_spares_recent_ones()
    {
        var breaker = new RecreateBreaker(1, _time);
        breaker.Record(new("n", "old"));
        _time.Advance(TimeSpan.FromSeconds(59));
        breaker.Record(_key);
        _time.Advance(TimeSpan.FromSeconds(2));

        breaker.Record(new("n", "new"));

        Assert.That(breaker.Count, Is.EqualTo(2));
        Assert.That(breaker.IsTripped(_key));
    }

    [Test]
    public void No_recreation_is_lost_when_many_are_recorded_at_once()
    {
        var breaker = new RecreateBreaker(1000, _time);
        Parallel.For(0, 999, _ => breaker.Record(_key));
        Assert.That(breaker.IsTripped(_key), Is.False);

        breaker.Record(_key);
        Assert.That(breaker.IsTripped(_key));
    }
}
