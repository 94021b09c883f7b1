//! The heartbeat: one job, UTC, that wakes the ticker. Nothing is decided here; what is due stands in tables.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;
use tokio_cron_scheduler::{Job, JobScheduler, JobSchedulerError};

use super::outbox::Signals;
use super::tick;
use crate::programmes::{Env, connections};

/// How long the end waits for a tick that is under way.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a failed publication of figures is let be.
const PUBLISH_AGAIN: Duration = Duration::from_hours(1);

/// A running heartbeat.
pub struct Heartbeat {
    jobs: JobScheduler,
    ticking: Arc<Mutex<()>>,
}

impl Heartbeat {
    /// Starts it: one tick at once, then one at every `seconds` of the minute.
    ///
    /// The library lets runs of a job overlap; a beat that finds the one before still at work is dropped.
    pub async fn start(
        env: Env,
        holder: &str,
        seconds: u32,
        signals: Signals,
    ) -> Result<Self, JobSchedulerError> {
        let ticking = Arc::new(Mutex::new(()));
        let beat = Beat {
            env,
            holder: holder.into(),
            signals,
            ticking: ticking.clone(),
            publishing: Arc::default(),
        };
        tokio::spawn(beat.clone().run());
        let jobs = JobScheduler::new().await?;
        let job = Job::new_async(format!("*/{seconds} * * * * *"), move |_, _| {
            Box::pin(beat.clone().run()) as Pin<Box<dyn Future<Output = ()> + Send>>
        })?;
        jobs.add(job).await?;
        jobs.start().await?;
        Ok(Self { jobs, ticking })
    }

    /// Ends it, after the tick that is under way.
    pub async fn end(mut self) {
        if let Err(error) = self.jobs.shutdown().await {
            tracing::warn!(%error, "the heartbeat did not end");
        }
        if tokio::time::timeout(PATIENCE, self.ticking.lock()).await.is_err() {
            // A long solve; its run's lease runs out, and whoever ticks next takes it up again.
            tracing::warn!("a tick is still at work and is left behind");
        }
    }
}

#[derive(Clone)]
struct Beat {
    env: Env,
    holder: Arc<str>,
    signals: Signals,
    ticking: Arc<Mutex<()>>,
    /// Held while a quarter is being published; when that last failed.
    publishing: Arc<Mutex<Option<Instant>>>,
}

impl Beat {
    async fn run(self) {
        let Ok(_alone) = self.ticking.try_lock() else {
            tracing::debug!("the tick before this one is still at work");
            return;
        };
        if *self.signals.stop.borrow() {
            return;
        }
        match tick(&self.env, &self.holder).await {
            Ok(report) => {
                let result = if report.led { "done" } else { "idle" };
                metrics::counter!("weft_ticks_total", "result" => result).increment(1);
                metrics::counter!("weft_steps_failed_total")
                    .increment(u64::try_from(report.failed).unwrap_or(u64::MAX));
                if report.steps() > 0 {
                    tracing::info!(?report, "ticked");
                    self.signals.nudge.notify_one();
                }
                if report.led {
                    tokio::spawn(publish(self.env.clone(), self.publishing.clone()));
                }
            }
            Err(error) => {
                metrics::counter!("weft_ticks_total", "result" => "failed").increment(1);
                tracing::error!(error = &error as &dyn std::error::Error, "the tick failed");
            }
        }
    }
}

/// Publishes the quarter that is due, beside the ticks: it may compute for minutes, and rounds do not wait for it. The
/// publication's key keeps two processes from doing it twice; the end of the service does not wait for it.
async fn publish(env: Env, publishing: Arc<Mutex<Option<Instant>>>) {
    let Ok(mut failed_at) = publishing.try_lock() else { return };
    if failed_at.is_some_and(|at| at.elapsed() < PUBLISH_AGAIN) {
        return;
    }
    match connections::publish_due(&env).await {
        Ok(Some(quarter)) => tracing::info!(%quarter, "published"),
        Ok(None) => *failed_at = None,
        Err(error) => {
            *failed_at = Some(Instant::now());
            metrics::counter!("weft_publications_failed_total").increment(1);
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a quarter was not published"
            );
        }
    }
}
