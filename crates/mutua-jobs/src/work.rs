//! What each job does, and what its failures mean.

use mutua_mail::{Mailbox, Message, SendError, Transport};
use mutua_service::{
    App, Credential, Cx, Error, Result, StorageError, asks, capacity, check_ins,
    jobs::{self, Claimed, Job},
    mails, memberships, mirror, notices, pledges, supporters, wellbeing,
};

/// Why a job wasn't done. The text is for the operator and holds no words of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// May pass.
    Later(String),
    /// Won't pass.
    Never(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            // What the database says can quote what people wrote, so only the sort of failure is kept.
            Error::Storage(StorageError::Busy(_)) => Self::Later("the database was busy".into()),
            Error::Storage(StorageError::Unavailable(_) | StorageError::Uncertain(_)) => {
                Self::Later("the database couldn't be used".into())
            }
            Error::Storage(StorageError::Full(_)) => {
                Self::Later("nothing more can be written where the database is".into())
            }
            Error::Storage(StorageError::Damaged(_)) => Self::Later("the database is damaged".into()),
            Error::Storage(_) => Self::Later("the database refused it".into()),
            Error::TooMany(_) => Self::Later("too much at once".into()),
            Error::Internal(_) => Self::Later("a defect of the program".into()),
            Error::Refused(code) => Self::Never(format!("refused: {code}")),
            Error::SignInNeeded | Error::Invalid(_) => Self::Never("a defect of the program".into()),
            Error::NotFound | Error::Conflict(_) => Self::Never("its subject is gone".into()),
        }
    }
}

/// Does a job and ends it.
pub(crate) async fn run(
    app: &App,
    transport: &Transport,
    from: &Mailbox,
    claimed: Claimed,
) -> std::result::Result<(), Failure> {
    let Some(job) = claimed.job else {
        return Err(Failure::Later("this version of the program doesn't know this job".into()));
    };
    if job == Job::SendMail {
        return send_mail(app, transport, from, claimed).await;
    }
    if job == Job::CircleMirror {
        return circle_mirror(app, claimed).await;
    }
    app.write(&Credential::System, move |cx| jobs::perform(cx, &claimed, |cx| settle(act(cx, job, &claimed))))
        .await
        .map_err(Failure::from)
}

/// What needs nothing but the database.
fn act(cx: &mut Cx<'_, '_>, job: Job, claimed: &Claimed) -> Result<()> {
    let subject = claimed.subject;
    match job {
        Job::Digest => notices::send_digest(cx, subject.into()),
        Job::ProbeAsk => asks::probe(cx, subject.into()),
        Job::WidenAsk => asks::widen_due(cx, subject.into()),
        Job::ExpireAsk => asks::expire(cx, subject.into()),
        Job::RemindPledge => pledges::remind(cx, subject.into()),
        Job::AskHow => check_ins::setting::ask_how(cx, subject.into()),
        Job::KeepTouch => supporters::touch::remind(cx, subject.into()),
        Job::CircleWeek => check_ins::week::make(cx, subject.into()),
        Job::CircleCapacity => capacity::circle::make(cx, subject.into()),
        Job::WellbeingMonth => wellbeing::month::make(cx, subject.into()),
        Job::LinkedDays => mirror::links::compare(cx, subject.into()),
        Job::MirrorHelp => mirror::with_help(cx, subject.into()),
        Job::Mirror => mirror::anew(cx, subject.into()),
        Job::EndPause => memberships::end_pause(cx, subject.into()),
        Job::Tidy => jobs::tidy(cx),
        // What takes long in them happens outside of a transaction.
        Job::SendMail | Job::CircleMirror => Ok(()),
    }
}

/// Makes a circle's figures: reads, computes beside the database, keeps.
async fn circle_mirror(app: &App, claimed: Claimed) -> std::result::Result<(), Failure> {
    let circle = claimed.subject.into();
    let gathered = app.read(&Credential::System, move |cx| mirror::circle::gather(cx, circle)).await?;
    let made = match gathered {
        Some(gathered) => {
            let computed = tokio::task::spawn_blocking(move || {
                let figures = gathered.figures();
                figures.map(|figures| (gathered, figures))
            });
            let computed =
                computed.await.map_err(|_| Failure::Later("computing failed inside the program".into()))?;
            Some(computed?)
        }
        None => None,
    };
    let made = std::sync::Arc::new(made);
    app.write(&Credential::System, move |cx| {
        let made = std::sync::Arc::clone(&made);
        jobs::perform(cx, &claimed, |cx| settle(mirror::circle::keep(cx, circle, made.as_ref().as_ref())))
    })
    .await
    .map_err(Failure::from)
}

/// A subject that is gone or has moved on leaves nothing to do.
fn settle(outcome: Result<()>) -> Result<()> {
    match outcome {
        Err(Error::NotFound | Error::Conflict(_)) => Ok(()),
        other => other,
    }
}

/// Sends a mail, then marks it as sent. Dying in between sends it again, under the same id.
async fn send_mail(
    app: &App,
    transport: &Transport,
    from: &Mailbox,
    claimed: Claimed,
) -> std::result::Result<(), Failure> {
    let id = claimed.subject.into();
    let waiting = app.read(&Credential::System, move |cx| mails::waiting(cx, id)).await?;
    if let Some(mail) = waiting {
        let message = message(mail, from);
        let transport = transport.clone();
        let outcome = tokio::task::spawn_blocking(move || transport.send(&message)).await;
        let why = match outcome {
            Ok(Ok(_)) => None,
            Ok(Err(SendError::Later(why))) => Some((why, false)),
            Ok(Err(SendError::Never(why))) => Some((why, true)),
            Err(_) => Some(("sending failed inside the program".to_owned(), false)),
        };
        if let Some((why, for_good)) = why {
            return Err(mail_failed(app, claimed, why, for_good).await);
        }
    }
    app.write(&Credential::System, move |cx| {
        // It left, whoever holds the job now.
        mails::sent(cx, id)?;
        jobs::perform(cx, &claimed, |_| Ok(()))
    })
    .await
    .map_err(Failure::from)
}

/// Says on the mail itself what its server answered: that can name the address, so it doesn't go into logs.
async fn mail_failed(app: &App, claimed: Claimed, why: String, for_good: bool) -> Failure {
    let last = for_good || claimed.attempt >= jobs::TRIES;
    if last {
        let id = claimed.subject.into();
        let kept = app.write(&Credential::System, move |cx| mails::failed(cx, id, &why)).await;
        if let Err(error) = kept {
            return error.into();
        }
    }
    if for_good {
        Failure::Never("the mail was refused".into())
    } else {
        Failure::Later("the mail couldn't be sent".into())
    }
}

fn message(mail: mails::Waiting, from: &Mailbox) -> Message {
    Message {
        id: mail.id.to_string(),
        to: mail.address,
        to_name: Some(mail.name),
        from: from.clone(),
        subject: mail.subject,
        plain: mail.plain,
        html: mail.html,
        unsubscribe: mail.unsubscribe,
        at: mail.created_at,
        auto_submitted: true,
    }
}
