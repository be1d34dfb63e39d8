namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>What the runtime counts about the process; names and texts are its own.</summary>
internal static class ProcessFamilies
{
    private const string Runtime = "the runtime";

    public static IReadOnlyList<MetricFamily> All { get; } =
    [
        new(MetricType.Gauge, "dotnet_assembly_count", "The number of .NET assemblies that are currently loaded.") { CountedBy = Runtime },
        new(MetricType.Counter, "dotnet_exceptions_total", "The number of exceptions that have been thrown in managed code.") { Labels = [new("error_type", "the type of the exception")], CountedBy = Runtime, ShownWhen = "once one was thrown" },
        new(MetricType.Counter, "dotnet_gc_collections_total", "The number of garbage collections that have occurred since the process has started.") { Labels = [new("gc_heap_generation", ["gen0", "gen1", "gen2", "loh", "poh"])], CountedBy = Runtime },
        new(MetricType.Counter, "dotnet_gc_heap_total_allocated_bytes_total", "The approximate number of bytes allocated on the managed GC heap since the process has started. The returned value does not include any native allocations.") { CountedBy = Runtime },
        new(MetricType.Gauge, "dotnet_gc_last_collection_heap_fragmentation_size_bytes", "The heap fragmentation, as observed during the latest garbage collection.") { Labels = [new("gc_heap_generation", ["gen0", "gen1", "gen2", "loh", "poh"])], CountedBy = Runtime, ShownWhen = "after a collection" },
        new(MetricType.Gauge, "dotnet_gc_last_collection_heap_size_bytes", "The managed GC heap size (including fragmentation), as observed during the latest garbage collection.") { Labels = [new("gc_heap_generation", ["gen0", "gen1", "gen2", "loh", "poh"])], CountedBy = Runtime, ShownWhen = "after a collection" },
        new(MetricType.Gauge, "dotnet_gc_last_collection_memory_committed_size_bytes", "The amount of committed virtual memory in use by the .NET GC, as observed during the latest garbage collection.") { CountedBy = Runtime, ShownWhen = "after a collection" },
        new(MetricType.Counter, "dotnet_gc_pause_time_seconds_total", "The total amount of time paused in GC since the process has started.") { CountedBy = Runtime },
        new(MetricType.Counter, "dotnet_jit_compilation_time_seconds_total", "The number of times the JIT compiler (re)compiled methods since the process has started.") { CountedBy = Runtime },
        new(MetricType.Counter, "dotnet_jit_compiled_il_size_bytes_total", "Count of bytes of intermediate language that have been compiled since the process has started.") { CountedBy = Runtime },
        new(MetricType.Counter, "dotnet_jit_compiled_methods_total", "The number of times the JIT compiler (re)compiled methods since the process has started.") { CountedBy = Runtime },
        new(MetricType.Counter, "dotnet_monitor_lock_contentions_total", "The number of times there was contention when trying to acquire a monitor lock since the process has started.") { CountedBy = Runtime },
        new(MetricType.Gauge, "dotnet_process_cpu_count", "The number of processors available to the process.") { CountedBy = Runtime },
        new(MetricType.Counter, "dotnet_process_cpu_time_seconds_total", "CPU time used by the process.") { Labels = [new("cpu_mode", ["user", "system"])], CountedBy = Runtime },
        new(MetricType.Gauge, "dotnet_process_memory_working_set_bytes", "The number of bytes of physical memory mapped to the process context.") { CountedBy = Runtime },
        new(MetricType.Counter, "dotnet_thread_pool_queue_length_total", "The number of work items that are currently queued to be processed by the thread pool.") { CountedBy = Runtime },
        new(MetricType.Counter, "dotnet_thread_pool_thread_count_total", "The number of thread pool threads that currently exist.") { CountedBy = Runtime },
        new(MetricType.Counter, "dotnet_thread_pool_work_item_count_total", "The number of work items that the thread pool has completed since the process has started.") { CountedBy = Runtime },
        new(MetricType.Gauge, "dotnet_timer_count", "The number of timer instances that are currently active. An active timer is registered to tick at some point in the future and has not yet been canceled.") { CountedBy = Runtime },
    ];
}
