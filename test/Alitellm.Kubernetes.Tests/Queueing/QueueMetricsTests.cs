using Alitellm.Kubernetes.Queueing;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Queueing;

public sealed class QueueMetricsTests
{
    [Test]
    public void The_seven_metrics_tell_what_happened()
    {
        FakeTimeProvider time = new();
        using MetricReader metrics = new("name", "metrics-test");
        using WorkQueue<string> queue = new(new WorkQueueOptions("metrics-test"), time, new Random(1));
        queue.Add("a");
        queue.Add("a");
        queue.Add("b", QueuePriority.High);
        queue.AddRateLimited("c");
        Assert.That(metrics["workqueue_depth{priority=high}"], Is.EqualTo(1));
        Assert.That(metrics["workqueue_depth{priority=normal}"], Is.EqualTo(1));
        Assert.That(metrics["workqueue_depth{priority=background}"], Is.Zero);
        Assert.That(metrics["workqueue_adds_total"], Is.EqualTo(2));
        Assert.That(metrics["workqueue_retries_total"], Is.EqualTo(1));

        time.Advance(TimeSpan.FromSeconds(2));
        queue.TryTake(out _);
        queue.TryTake(out _);
        Assert.That(metrics["workqueue_queue_duration_seconds"], Is.EqualTo(4));

        time.Advance(TimeSpan.FromSeconds(3));
        Assert.That(metrics["workqueue_unfinished_work_seconds"], Is.EqualTo(6));
        Assert.That(metrics["workqueue_longest_running_processor_seconds"], Is.EqualTo(3));

        queue.Done("a");
        Assert.That(metrics["workqueue_work_duration_seconds"], Is.EqualTo(3));
        Assert.That(metrics["workqueue_unfinished_work_seconds"], Is.EqualTo(3));
    }

    [Test]
    public void A_disposed_queue_reports_nothing()
    {
        using MetricReader metrics = new("name", "disposed-test");
        WorkQueue<string> queue = new(new WorkQueueOptions("disposed-test"), new FakeTimeProvider(), new Random(1));
        Assert.That(metrics["workqueue_adds_total"], Is.Zero);

        queue.Dispose();
        Assert.That(metrics["workqueue_adds_total"], Is.Null);
    }
}
