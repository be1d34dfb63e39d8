using Alitellm.Kubernetes.Controllers;
using Alitellm.Kubernetes.Leases;
using Alitellm.Kubernetes.Queueing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Controllers;

public sealed class ControllerMetricsTests
{
    [Test]
    public async Task Reconciles_are_counted_by_result()
    {
        using MetricReader metrics = new("controller", "metrics-test");
        using CancellationTokenSource stop = new();
        using WorkQueue<string> queue = new(new WorkQueueOptions("metrics-test"), new FakeTimeProvider(), new Random(1));
        DelegateReconciler reconciler = new((key, _) => key switch
        {
            "after" => Task.FromResult(ReconcileResult.RequeueAfter(TimeSpan.FromMinutes(1))),
            "backoff" => Task.FromResult(ReconcileResult.Backoff),
            "throttled" => Task.FromResult(ReconcileResult.Throttled(TimeSpan.FromMinutes(1))),
            "boom" => throw new InvalidOperationException("boom"),
            "lost" when !stop.IsCancellationRequested => Lose(),
            _ => Task.FromResult(ReconcileResult.Done),
        });
        Controller<string> controller = new("metrics-test", queue, reconciler, 1, new FakeTimeProvider(), NullLoggerFactory.Instance);
        Assert.That(metrics["controller_runtime_reconcile_total{result=requeue_after}"], Is.Zero, "announced");

        foreach (string key in new[] { "done", "after", "backoff", "throttled", "boom", "lost" })
        {
            queue.Add(key);
        }

        await controller.RunAsync(stop.Token);

        Assert.That(metrics["controller_runtime_reconcile_total{result=success}"], Is.EqualTo(1));
        Assert.That(metrics["controller_runtime_reconcile_total{result=requeue_after}"], Is.EqualTo(1));
        Assert.That(metrics["controller_runtime_reconcile_total{result=error}"], Is.EqualTo(3));
        Assert.That(metrics["controller_runtime_reconcile_total{result=requeue}"], Is.EqualTo(1));
        Assert.That(metrics["controller_runtime_reconcile_errors_total"], Is.EqualTo(3));
        Assert.That(metrics["alitellm_operator_reconcile_panics_total"], Is.EqualTo(1));
        Assert.That(metrics["controller_runtime_active_workers"], Is.Zero);

        Task<ReconcileResult> Lose()
        {
            stop.Cancel();
            throw new LeaseLostException("op-x");
        }
    }
}
