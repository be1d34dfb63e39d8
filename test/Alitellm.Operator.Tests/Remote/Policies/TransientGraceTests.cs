using Alitellm.Kubernetes;
using Alitellm.Operator.Remote.Policies;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Policies;

public sealed class TransientGraceTests
{
    private static readonly ObjectKey _key = new("n", "a");

    private readonly FakeTimeProvider _time = new();

    [Test]
    public void A_new_object_shows_a_failure_at_once()
    {
        Assert.That(new TransientGrace(_time).ShouldReport(_key, wasReady: false));
    }

    [Test]
    public void A_ready_object_keeps_it_for_two_minutes_of_failures()
    {
        var grace = new TransientGrace(_time);
        Assert.That(grace.ShouldReport(_key, wasReady: true), Is.False);

        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.That(grace.ShouldReport(_key, wasReady: true, out var left), Is.False);
        Assert.That(left, Is.EqualTo(TimeSpan.FromSeconds(70)));

        _time.Advance(left);
        Assert.That(grace.ShouldReport(_key, wasReady: true, out left));
        Assert.That(left, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void A_failure_once_reported_stays_reported()
    {
        var grace = new TransientGrace(_time);
        grace.ShouldReport(_key, wasReady: true);
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.That(grace.ShouldReport(_key, wasReady: true));
        Assert.That(grace.ShouldReport(_key, wasReady: false));
        Assert.That(grace.ShouldReport(_key, wasReady: true));
    }

    [Test]
    public void A_success_in_between_starts_the_grace_anew()
    {
        var grace = new TransientGrace(TimeSpan.FromSeconds(10), _time);
        grace.ShouldReport(_key, wasReady: true);
        _time.Advance(TimeSpan.FromSeconds(9));
        grace.Clear(_key);

        Assert.That(grace.ShouldReport(_key, wasReady: true), Is.False);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.That(grace.ShouldReport(_key, wasReady: true), Is.False);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(grace.ShouldReport(_key, wasReady: true));
    }

    [Test]
    public void Objects_do_not_share_their_grace()
    {
        var grace = new TransientGrace(_time);
        grace.ShouldReport(_key, wasReady: true);
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.That(grace.ShouldReport(new("n", "b"), wasReady: true), Is.False);
    }
}
